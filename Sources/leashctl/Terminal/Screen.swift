/// The lines of an answer for people, gathered and then written at once.
struct Screen {
    /// Where the values of fields begin.
    private static let valueColumn = 14

    let terminal: Terminal
    private(set) var lines: [String] = []

    init(on terminal: Terminal = .current) { self.terminal = terminal }

    /// Adds a line.
    mutating func line(_ text: String = "", _ style: Style = .plain) {
        lines.append(style.apply(to: text, on: terminal))
    }

    /// Adds a line that goes on below itself, indented, where it is wider than the terminal.
    mutating func line(_ line: WrappingLine, indent: Int) { lines += line.lines(on: terminal, indent: indent) }

    /// Adds a named value; the names stand in a column.
    mutating func field(_ name: String, _ value: String, _ style: Style = .plain) {
        let padded = name + String(repeating: " ", count: max(1, Self.valueColumn - name.count))
        var line = WrappingLine()
        line.add(padded, .faint)
        line.add(value, style, gap: 0)
        self.line(line, indent: Self.valueColumn)
    }

    /// Adds a remark on the field above, below its value.
    mutating func remark(_ text: String, _ style: Style = .plain) {
        paragraph(text, style, after: String(repeating: " ", count: Self.valueColumn))
    }

    /// Adds one of several points, which goes on below itself where it is wider than the terminal.
    mutating func point(_ text: String) { paragraph(text, after: "  - ") }

    /// Adds a text that goes on below itself, and not below what stands before it, where it is wider than the terminal.
    mutating func paragraph(_ text: String, _ style: Style = .plain, after beginning: String) {
        var line = WrappingLine()
        line.add(beginning, style)
        line.add(text, style, gap: 0)
        self.line(line, indent: beginning.count)
    }

    /// Adds a table.
    mutating func table(_ table: Table) { lines += table.lines(on: terminal) }

    /// Adds lines that somebody makes for a terminal, moved to the right.
    mutating func indented(_ body: (Terminal) -> [String]) {
        var narrower = terminal
        narrower.width = terminal.width.map { $0 - 2 }
        lines += body(narrower).map { "  " + $0 }
    }

    /// Writes the lines to standard output.
    func show() {
        guard !lines.isEmpty else { return }
        Output.write(lines.joined(separator: "\n") + "\n")
    }
}
