import SessionKeys

/// Access modes as chmod(1) takes them: octal digits, `0660`.
enum ModeText {
    /// Reads octal digits, with or without the leading zero.
    static func read(_ text: String) -> UInt32? {
        WholeNumber.read(text.utf8, radix: 8).map(UInt32.init(clamping:))
    }

    /// Writes a mode with four digits.
    static func write(_ mode: UInt32) -> String { String(mode, radix: 8).padded(to: 4) }
}
