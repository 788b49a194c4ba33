import SessionKeys

/// A parsed document's bytes and nodes: immutable, and shared by all values that look into it.
final class JSONTape: Sendable {
    /// The source, as it was read.
    let bytes: [UInt8]
    /// Its values in the order of the text; the root is the first.
    let nodes: [JSONNode]

    init(bytes: [UInt8], nodes: [JSONNode]) {
        self.bytes = bytes
        self.nodes = nodes
    }

    /// Whether a node is a string.
    func isText(_ index: Int) -> Bool { nodes[index].kind == .string }

    /// The bytes of a node, quotes and brackets included.
    func source(of index: Int) -> ArraySlice<UInt8> {
        let node = nodes[index]
        return bytes[Int(node.start)..<Int(node.end)]
    }

    /// What a string node says in UTF-8: a view of the source, or a decoded copy where it is spelled with escapes.
    func text(of index: Int) -> ArraySlice<UInt8> {
        let node = nodes[index]
        let inside = bytes[Int(node.start) + 1..<Int(node.end) - 1]
        return node.hasEscapes ? JSONEscapes.resolve(inside)[...] : inside
    }

    /// Hands what a string node says to the body, in UTF-8.
    @inline(__always)
    func withText<Result>(of index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let node = nodes[index]
        guard !node.hasEscapes else {
            let text = text(of: index)
            return body(text.span)
        }
        let source = bytes
        return body(source.span.extracting(Int(node.start) + 1..<Int(node.end) - 1))
    }

    /// The same, and nil for a node that is no string.
    @inline(__always)
    func withString<Result>(at index: Int, _ body: (Span<UInt8>) -> Result?) -> Result? {
        isText(index) ? withText(of: index, body) : nil
    }

    /// Whether a string node says exactly this.
    func text(of index: Int, equals expected: Span<UInt8>) -> Bool {
        withText(of: index) { $0.isSame(as: expected) }
    }

    /// Whether a string node says exactly this.
    @inline(__always)
    func text(of index: Int, equals expected: StaticString) -> Bool {
        let node = nodes[index]
        // Most are told apart by their lengths, quotes included.
        guard node.hasEscapes || Int(node.end &- node.start) == expected.utf8CodeUnitCount &+ 2 else { return false }
        return withText(of: index) { expected.isSpelled($0) }
    }

    /// The index of the value of an object's member whose name passes; nil if there is none, or if this is no object.
    func member(of index: Int, where isNamed: (Int) -> Bool) -> Int? {
        guard nodes[index].kind == .object else { return nil }
        let children = children(of: index)
        var candidate = children.lowerBound
        while candidate < children.upperBound {
            if isNamed(candidate) { return candidate + 1 }
            candidate = next(after: candidate + 1)
        }
        return nil
    }

    /// The index of what follows a value and all that it holds.
    func next(after index: Int) -> Int { Int(nodes[index].next) }

    /// The indexes of a container's direct children, keys and values alike.
    func children(of index: Int) -> Range<Int> {
        index + 1..<Int(nodes[index].next)
    }
}
