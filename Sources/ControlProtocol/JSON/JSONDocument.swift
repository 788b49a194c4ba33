/// One JSON text, read strictly by RFC 8259 and kept as a flat tape over its bytes.
///
/// Beyond the grammar it insists on valid UTF-8, on escapes that name whole characters, on distinct keys and on a
/// depth, so that whoever reads the values meets no second meaning.
package struct JSONDocument: Sendable {
    /// How deep a text may be unless it is said otherwise.
    package static let usualDepth = 32

    private let tape: JSONTape

    /// Reads the whole input as one value with optional white space around it.
    ///
    /// The depth counts arrays and objects that stand inside each other: a limit of 1 allows `[1]` but not `[[1]]`.
    package init(parsing bytes: [UInt8], maximumDepth: Int = usualDepth) throws(JSONError) {
        guard bytes.count < UInt32.max else {
            throw .malformed(at: Int(UInt32.max), expected: "the end of the input")
        }
        try self.init(try JSONParser(bytes: bytes, maximumDepth: maximumDepth).tape())
    }

    /// The document of bytes that the parser has read.
    init(_ tape: JSONTape) throws(JSONError) {
        try tape.refuseDuplicateKeys()
        self.tape = tape
    }

    /// The text, as it was read.
    var bytes: [UInt8] { tape.bytes }

    /// The outermost value.
    package var root: JSONValue {
        JSONValue(tape: tape, index: 0)
    }
}
