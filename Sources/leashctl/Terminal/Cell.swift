/// What stands in one field of a table: one line, or several below each other.
struct Cell {
    let lines: [String]
    var style = Style.plain

    /// A field of one line.
    init(_ text: String, _ style: Style = .plain) {
        lines = [text]
        self.style = style
    }

    /// A field of several lines.
    init(lines: [String], _ style: Style = .plain) {
        self.lines = lines
        self.style = style
    }
}
