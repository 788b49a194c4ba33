extension String {
    /// The digits with zeros before them, up to a width.
    package func padded(to width: Int) -> String { String(repeating: "0", count: max(0, width - count)) + self }
}
