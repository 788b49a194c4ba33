/// A key that somebody pressed.
enum Key: Equatable {
    case character(Character)
    case up
    case down
    case pageUp
    case pageDown
    case enter
    case escape
    case backspace
    /// Ctrl-C or Ctrl-D.
    case end

    /// The keys that a terminal sent; a sequence that is not known is no key.
    static func keys(in bytes: [UInt8]) -> [Key] {
        var keys: [Key] = []
        var rest = String(decoding: bytes, as: UTF8.self)[...]
        while let first = rest.popFirst() {
            guard first == "\u{1b}", rest.first == "[" || rest.first == "O" else {
                if let key = key(first) { keys.append(key) }
                continue
            }
            rest.removeFirst()
            let sequence = rest.prefix { !$0.isLetter && $0 != "~" }
            rest = rest.dropFirst(sequence.count)
            guard let last = rest.popFirst() else { break }
            if let key = sequences["\(sequence)\(last)"] { keys.append(key) }
        }
        return keys
    }

    private static let sequences: [String: Key] = ["A": .up, "B": .down, "5~": .pageUp, "6~": .pageDown]

    private static func key(_ character: Character) -> Key? {
        switch character {
        case "\u{1b}": .escape
        case "\r", "\n": .enter
        case "\u{7f}", "\u{8}": .backspace
        case "\u{3}", "\u{4}": .end
        default: character.unicodeScalars.allSatisfy { $0.value >= 0x20 } ? .character(character) : nil
        }
    }
}
