/// The one pass from bytes to tape.
///
/// It does not recurse: the containers that are open form a chain through the `next` of their nodes, which only
/// gets its final meaning when the container closes. So the deepest input costs no stack.
struct JSONParser: ~Copyable {
    let bytes: [UInt8]
    /// Where the text begins, from which its nodes are counted.
    private let start: Int
    let maximumDepth: Int
    var nodes: [JSONNode] = []
    var position: Int
    private var depth = 0
    private var innermost = 0

    /// A parser of the text that begins at `start`.
    init(bytes: [UInt8], from start: Int = 0, maximumDepth: Int) {
        self.bytes = bytes
        self.start = start
        self.maximumDepth = maximumDepth
        position = start
        nodes.reserveCapacity(8 + min(bytes.count - start, Self.usualSize) / 16)
    }

    /// How many bytes a text mostly has at most: a longer one makes its own room. Behind a short one there may be others,
    /// so that it keeps a KiB of nodes as well.
    private static var usualSize: Int { 1024 }

    /// Reads all of the input.
    consuming func tape() throws(JSONError) -> JSONTape {
        try readWholeValue()
        skipWhiteSpace()
        guard position == bytes.count else { throw malformed("the end of the input") }
        return JSONTape(bytes: bytes, nodes: nodes)
    }

    /// Reads the value that begins at the start, and nothing behind it.
    ///
    /// - Returns: its nodes, and the position behind it.
    consuming func value() throws(JSONError) -> (nodes: [JSONNode], end: Int) {
        try readWholeValue()
        return (nodes, position)
    }

    private mutating func readWholeValue() throws(JSONError) {
        try readValue()
        while depth > 0 {
            try nodes[innermost].kind == .object ? readNextMember() : readNextElement()
        }
    }
}

// MARK: - Containers

extension JSONParser {
    /// Reads a scalar whole; of a container only its opening bracket.
    private mutating func readValue() throws(JSONError) {
        skipWhiteSpace()
        switch current {
        case UInt8(ascii: "\""): try readString()
        case UInt8(ascii: "{"): try open(.object)
        case UInt8(ascii: "["): try open(.array)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
        case UInt8(ascii: "t"): try readLiteral("true", .true)
        case UInt8(ascii: "f"): try readLiteral("false", .false)
        case UInt8(ascii: "n"): try readLiteral("null", .null)
        default: throw malformed("a value")
        }
    }

    private mutating func readNextMember() throws(JSONError) {
        guard try !closes(with: UInt8(ascii: "}"), else: "a comma or a closing brace") else { return }
        guard current == UInt8(ascii: "\"") else { throw malformed("a member's name in quotes") }
        try readString()
        skipWhiteSpace()
        guard current == UInt8(ascii: ":") else { throw malformed("a colon") }
        position += 1
        try readValue()
    }

    private mutating func readNextElement() throws(JSONError) {
        guard try !closes(with: UInt8(ascii: "]"), else: "a comma or a closing bracket") else { return }
        try readValue()
    }

    /// Closes the innermost container if its end comes next; otherwise steps over the comma that is then due.
    private mutating func closes(with end: UInt8, else expected: String) throws(JSONError) -> Bool {
        skipWhiteSpace()
        if current == end {
            close()
            return true
        }
        guard nodes.count > innermost + 1 else { return false }
        guard current == UInt8(ascii: ",") else { throw malformed(expected) }
        position += 1
        skipWhiteSpace()
        return false
    }

    private mutating func open(_ kind: JSONKind) throws(JSONError) {
        guard depth < maximumDepth else { throw .tooDeep(limit: maximumDepth) }
        append(kind, from: position, next: innermost)
        innermost = nodes.count - 1
        depth += 1
        position += 1
    }

    private mutating func close() {
        position += 1
        depth -= 1
        let parent = Int(nodes[innermost].next)
        nodes[innermost].end = UInt32(truncatingIfNeeded: position - start)
        nodes[innermost].next = UInt32(truncatingIfNeeded: nodes.count)
        innermost = parent
    }
}

// MARK: - Bytes

extension JSONParser {
    /// The byte at the position; zero past the end, which no place in the grammar accepts.
    var current: UInt8 {
        position < bytes.count ? bytes[position] : 0
    }

    @inline(__always)
    mutating func skipWhiteSpace() {
        while position < bytes.count, JSONText.isWhiteSpace(bytes[position]) { position += 1 }
    }

    /// Appends a node that ends at the position; its successor is the node after it unless said otherwise.
    mutating func append(_ kind: JSONKind, from first: Int, hasEscapes: Bool = false, next: Int? = nil) {
        // No truncation happens: the document is shorter than 4 GiB, and has fewer nodes than bytes.
        nodes.append(
            JSONNode(
                kind: kind, hasEscapes: hasEscapes, start: UInt32(truncatingIfNeeded: first - start),
                end: UInt32(truncatingIfNeeded: position - start),
                next: UInt32(truncatingIfNeeded: next ?? nodes.count + 1)))
    }

    func malformed(_ expected: String) -> JSONError {
        .malformed(at: position, expected: expected)
    }
}
