/// An id or an address in short, as people recognize it by its ends.
enum ShortID {
    /// `0x123456…abcd`.
    static func of(_ text: String) -> String {
        text.count > 16 ? "\(text.prefix(8))…\(text.suffix(4))" : text
    }
}
