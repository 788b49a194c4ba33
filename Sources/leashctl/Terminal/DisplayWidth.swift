/// How many columns of a terminal a text takes.
enum DisplayWidth {
    /// The columns of a text without control sequences.
    static func of(_ text: String) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    /// The longest beginning that fits into the columns.
    static func prefix(_ text: some StringProtocol, columns: Int) -> String {
        var (prefix, rest) = ("", columns)
        for character in text {
            rest -= of(character)
            guard rest >= 0 else { break }
            prefix.append(character)
        }
        return prefix
    }

    private static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        guard !isWide(first.value) else { return 2 }
        // A tone that has no picture stands by itself.
        let hasTone = scalars.contains { (0x1f3fb...0x1f3ff).contains($0.value) }
        guard !hasTone else { return first.properties.isEmojiModifierBase ? 2 : 3 }
        // Two letters are a flag, and a selector makes a picture of a sign.
        let isFlag = scalars.count { isLetterOfFlags($0.value) } == 2
        return isFlag || scalars.contains { $0.value == 0xfe0f } ? 2 : 1
    }

    private static func isLetterOfFlags(_ scalar: UInt32) -> Bool { (0x1f1e6...0x1f1ff).contains(scalar) }

    /// East Asian scripts and pictures, roughly by their blocks: a table that is off by a column does no harm.
    private static func isWide(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
            0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f680...0x1f6ff, 0x1f900...0x1f9ff,
            0x20000...0x3fffd:
            true
        default: false
        }
    }
}
