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

    /// The bytes of a node, quotes and brackets included.
    func source(of index: Int) -> ArraySlice<UInt8> {
        let node = nodes[index]
        return bytes[Int(node.start)..<Int(node.end)]
    }

    /// What a string node says in UTF-8: a view of the source, or a decoded copy where it is spelled with escapes.
    func text(of index: Int) -> ArraySlice<UInt8> {
        let inside = source(of: index).dropFirst().dropLast()
        return nodes[index].hasEscapes ? JSONEscapes.resolve(inside)[...] : inside
    }

    /// Whether a string node says exactly this.
    func text(of index: Int, equals text: String) -> Bool {
        let expected = text.utf8Span.span
        let actual = self.text(of: index)
        guard actual.count == expected.count else { return false }
        for (offset, byte) in actual.enumerated() where byte != expected[offset] { return false }
        return true
    }

    /// The indexes of a container's direct children, keys and values alike.
    func children(of index: Int) -> Range<Int> {
        index + 1..<Int(nodes[index].next)
    }
}
