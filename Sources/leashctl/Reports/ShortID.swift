/// An id or an address in short, as people recognize it by its ends.
enum ShortID {
    /// `0x123456…abcd`, which commands take as it stands.
    static func of(_ text: String, on terminal: Terminal) -> String {
        text.count > 16 ? "\(text.prefix(8))\(terminal.ellipsis)\(text.suffix(4))" : text
    }
}
