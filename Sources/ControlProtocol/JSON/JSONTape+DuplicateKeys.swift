import SessionKeys

/// The search for an object that names a member twice.
extension JSONTape {
    /// With up to this many members each key is compared with those before it; with more, a set costs less.
    private static let mostCompared = 16

    /// Throws where an object names a member twice: after the parser, so that input which is not JSON at all is reported
    /// as such even if a key repeats in it.
    func refuseDuplicateKeys() throws(JSONError) {
        for index in nodes.indices where nodes[index].kind == .object { try search(object: index) }
    }

    private func search(object: Int) throws(JSONError) {
        let children = children(of: object)
        var key = children.lowerBound
        var count = 0
        var seen: UInt64 = 0
        while key < children.upperBound {
            count += 1
            guard count <= Self.mostCompared else { return try searchWithSet(children) }
            let mark = mark(of: key)
            if seen & mark != 0 { try compare(key, withThoseFrom: children.lowerBound) }
            seen |= mark
            key = following(key)
        }
    }

    /// A bit that equal keys share, and different keys seldom do; all bits for a key that is spelled with escapes.
    private func mark(of key: Int) -> UInt64 {
        let node = nodes[key]
        guard !node.hasEscapes else { return .max }
        // The last byte before the closing quote, which in an empty key is the opening one.
        let last = bytes[Int(node.end) - 2]
        return 1 &<< UInt64(NameMark.of(length: Int(node.end - node.start), last: last))
    }

    private func compare(_ key: Int, withThoseFrom first: Int) throws(JSONError) {
        var earlier = first
        while earlier < key {
            if isSame(earlier, key) { throw duplicate(key) }
            earlier = following(earlier)
        }
    }

    private func searchWithSet(_ children: Range<Int>) throws(JSONError) {
        var seen: Set<ArraySlice<UInt8>> = []
        var key = children.lowerBound
        while key < children.upperBound {
            guard seen.insert(text(of: key)).inserted else { throw duplicate(key) }
            key = following(key)
        }
    }

    /// The key of the member after the one with this key: past the key itself, past all of its value.
    private func following(_ key: Int) -> Int {
        next(after: key + 1)
    }

    private func isSame(_ one: Int, _ other: Int) -> Bool {
        let (left, right) = (nodes[one], nodes[other])
        if left.hasEscapes || right.hasEscapes { return text(of: one) == text(of: other) }
        guard left.end - left.start == right.end - right.start else { return false }
        let bytes = bytes
        let (one, other) = (Int(left.start)..<Int(left.end), Int(right.start)..<Int(right.end))
        return bytes.span.extracting(one).isSame(as: bytes.span.extracting(other))
    }

    private func duplicate(_ key: Int) -> JSONError {
        .duplicateKey(String(decoding: text(of: key), as: UTF8.self), at: Int(nodes[key].start))
    }
}
