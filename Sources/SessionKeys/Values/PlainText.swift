/// What a label, a reason or a key may be (semantics 1.1).
package enum PlainText {
    package static let labelLimit = 128
    package static let keyLimit = 64

    /// Whether the text is a label or reason: at most 128 scalars, no control characters.
    package static func isLabel(_ text: String) -> Bool {
        length(of: text).map { $0 <= labelLimit } ?? false
    }

    /// Whether the text is an idempotency key: 1 to 64 scalars, no control characters.
    package static func isKey(_ text: String) -> Bool {
        length(of: text).map { (1...keyLimit).contains($0) } ?? false
    }

    /// How many scalars the text has, or `nil` where one of them is a control character: Unicode's category Cc, U+0000 to
    /// U+001F and U+007F to U+009F.
    private static func length(of text: String) -> Int? {
        var count = 0
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) { return nil }
            count += 1
        }
        return count
    }
}
