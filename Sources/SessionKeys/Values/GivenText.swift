/// What a label, a reason or a key may be (rules 1.1).
package enum GivenText {
    /// How many characters a label may have.
    package static let labelLimit = 128
    /// How many characters an idempotency key may have.
    package static let keyLimit = 64
    /// What an idempotency key may be, in words.
    package static let keyForm = "1 to \(keyLimit) characters"

    /// Whether the text is a label or reason: at most 128 scalars, no control characters.
    package static func isLabel(_ text: String) -> Bool {
        text.unicodeScalars.count <= labelLimit && !text.unicodeScalars.contains(where: isControl)
    }

    /// Whether the text is an idempotency key: 1 to 64 scalars of any kind.
    package static func isKey(_ text: String) -> Bool {
        // A text has no more scalars than bytes, and those are counted already.
        (1...keyLimit).contains(text.utf8.count) || (1...keyLimit).contains(text.unicodeScalars.count)
    }

    /// Unicode's category Cc: U+0000 to U+001F and U+007F to U+009F.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
    }
}
