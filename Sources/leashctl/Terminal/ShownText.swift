import SessionKeys

/// Text from elsewhere, and the user's own, in a form that a terminal of this locale shows, and that commands none.
enum ShownText {
    /// The text with what is not harmless, or not in the locale, written as `\u{1b}`.
    static func of(_ text: String) -> String { inLocale(PrintableText.of(text)) }

    /// The text with what is not in the locale written as `\u{e9}`.
    static func inLocale(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }), !Terminal.localeHasUnicode else { return text }
        return text.unicodeScalars.reduce(into: "") { shown, scalar in
            shown += scalar.isASCII ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}
