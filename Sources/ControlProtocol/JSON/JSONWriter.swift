import SessionKeys

/// Compact JSON, appended piece by piece to bytes that the writer owns.
///
///     var writer = JSONWriter()
///     writer.object { writer in
///         writer.member("id", integer: 7)
///         writer.array("calls") { writer in writer.string("...") }
///     }
///
/// It sets the commas; the caller sees to it that keys and values alternate. Strings get their braces escaped, so
/// that a client may find the end of an answer by counting braces alone.
package struct JSONWriter: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []
    /// Whether the next key, or the next value of an array, comes after another one.
    private var needsComma = false

    /// An empty writer.
    package init() {}

    /// Makes room for `capacity` bytes in all.
    package mutating func reserveCapacity(_ capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Ends a line after a whole value; the next value starts anew.
    package mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// An object with the members that the body writes.
    package mutating func object<E: Error>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
        open(UInt8(ascii: "{"))
        try body(&self)
        close(UInt8(ascii: "}"))
    }

    /// An array with the values that the body writes.
    package mutating func array<E: Error>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
        open(UInt8(ascii: "["))
        try body(&self)
        close(UInt8(ascii: "]"))
    }

    private mutating func open(_ bracket: UInt8) {
        append(atMost: 1) { $0.append(bracket) }
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    /// A member's name; its value must come next.
    package mutating func key(_ name: StaticString) {
        member(name, atMost: 0) { _ in }
        needsComma = false
    }

    /// A member's name that is not known at compile time; its value must come next.
    package mutating func key(named name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A whole value: bytes that are JSON already, around the one value that the body writes.
    mutating func surrounded(by start: [UInt8], _ end: [UInt8], _ body: (inout JSONWriter) -> Void) {
        append { $0.append(contentsOf: start) }
        needsComma = false
        body(&self)
        bytes.append(contentsOf: end)
    }

    /// Writes something that may fail: what has been written of it is taken back if it does.
    mutating func attempt<E: Error>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
        let (count, neededComma) = (bytes.count, needsComma)
        do throws(E) {
            try body(&self)
        } catch {
            bytes.removeLast(bytes.count - count)
            needsComma = neededComma
            throw error
        }
    }

    /// A member whose value is the token of at most so many bytes that the body writes: name and value at once.
    mutating func member(_ name: StaticString, atMost count: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
        append(atMost: name.utf8CodeUnitCount + 3 + count) { output in
            output.append(quoting: name)
            output.append(UInt8(ascii: ":"))
            body(&output)
        }
    }

    /// Appends a whole token of at most so many bytes, after a comma where one is due.
    mutating func append(atMost count: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
        bytes.append(addingCapacity: count + 1) { output in
            if needsComma { output.append(UInt8(ascii: ",")) }
            body(&output)
        }
        needsComma = true
    }

    /// Appends a whole token, after a comma where one is due.
    mutating func append(_ body: (inout [UInt8]) -> Void) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        body(&bytes)
        needsComma = true
    }
}
