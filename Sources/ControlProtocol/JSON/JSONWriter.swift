/// Compact JSON, appended piece by piece to bytes that the writer owns.
///
///     var writer = JSONWriter()
///     writer.object { writer in
///         writer.member("id", integer: 7)
///         writer.array("calls") { writer in writer.string("...") }
///     }
///
/// It sets the commas; that keys and values come in turn is up to the caller. Strings get their braces escaped, so
/// that a client may find the end of an answer by counting braces alone.
package struct JSONWriter: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []
    /// Whether the next key, or the next value of an array, comes after another one.
    private var needsComma = false

    /// An empty writer.
    package init() {}

    /// Makes room for so many bytes in all.
    package mutating func reserveCapacity(_ capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Ends a line after a whole value; the next value starts anew.
    package mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Forgets what has been written, but keeps the memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// An object with the members that the body writes.
    package mutating func object<E: Error>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
        append { $0.append(UInt8(ascii: "{")) }
        needsComma = false
        try body(&self)
        append(afterComma: false) { $0.append(UInt8(ascii: "}")) }
    }

    /// An array with the values that the body writes.
    package mutating func array<E: Error>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
        append { $0.append(UInt8(ascii: "[")) }
        needsComma = false
        try body(&self)
        append(afterComma: false) { $0.append(UInt8(ascii: "]")) }
    }

    /// A member's name; its value must come next.
    package mutating func key(_ name: StaticString) {
        append { bytes in
            bytes.append(UInt8(ascii: "\""))
            // A static string is constant memory with its length; the buffer does not leave the body.
            name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
            bytes.append(UInt8(ascii: "\""))
            bytes.append(UInt8(ascii: ":"))
        }
        needsComma = false
    }

    /// A member's name that is known only now; its value must come next.
    package mutating func key(named name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Appends a whole token, after a comma where one is due.
    mutating func append(afterComma: Bool = true, _ body: (inout [UInt8]) -> Void) {
        if afterComma, needsComma { bytes.append(UInt8(ascii: ",")) }
        body(&bytes)
        needsComma = true
    }
}
