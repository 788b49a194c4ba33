extension JSONValue {
    /// The same value in a form that two spellings of it share: no white space, members in the order of their keys'
    /// bytes, strings with only the escapes they need. Numbers stay as written: `1` and `1.0` are not the same.
    package func canonicalBytes() -> [UInt8] {
        var canonical: [UInt8] = []
        canonical.reserveCapacity(rawBytes.count)
        // What is still to be written, the next piece last: a stack of its own, so that depth costs no recursion.
        var pending: [CanonicalPiece] = [.value(self)]
        while let piece = pending.popLast() {
            switch piece {
            case .token(let byte): canonical.append(byte)
            case .value(let value): value.appendCanonical(to: &canonical, leaving: &pending)
            }
        }
        return canonical
    }

    private func appendCanonical(to canonical: inout [UInt8], leaving pending: inout [CanonicalPiece]) {
        switch kind {
        case .object:
            canonical.append(UInt8(ascii: "{"))
            pending.append(.token(UInt8(ascii: "}")))
            pending.append(contentsOf: canonicalMembers().dropLast().reversed())
        case .array:
            canonical.append(UInt8(ascii: "["))
            pending.append(.token(UInt8(ascii: "]")))
            let pieces = elements.flatMap { [.value($0), .token(UInt8(ascii: ","))] as [CanonicalPiece] }
            pending.append(contentsOf: pieces.dropLast().reversed())
        case .string:
            JSONEscapes.append(tape.text(of: index).span, to: &canonical, escapingBraces: false)
        case .number, .true, .false, .null:
            canonical.append(contentsOf: rawBytes)
        }
    }

    /// Key, colon, value and comma of each member in order, with a comma too many at the end.
    private func canonicalMembers() -> [CanonicalPiece] {
        members
            .map { (key: $0.key, text: $0.key.tape.text(of: $0.key.index), value: $0.value) }
            .sorted { $0.text.lexicographicallyPrecedes($1.text) }
            .flatMap { [.value($0.key), .token(UInt8(ascii: ":")), .value($0.value), .token(UInt8(ascii: ","))] }
    }
}

/// A piece of canonical text that has not been written yet.
private enum CanonicalPiece {
    case token(UInt8)
    case value(JSONValue)
}
