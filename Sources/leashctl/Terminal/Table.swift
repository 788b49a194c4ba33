/// Rows under titles, as narrow as the terminal wants it. Where there is no terminal, nothing is cut off, and each row
/// is one line.
struct Table {
    private static let gap = 2

    let columns: [Column]
    private(set) var rows: [[Cell]] = []

    init(columns: [Column]) { self.columns = columns }

    /// Adds a row with a field for each column.
    mutating func add(_ cells: [Cell]) {
        precondition(cells.count == columns.count, "a row has a field for each column")
        rows.append(cells)
    }

    /// The lines of the table.
    func lines(on terminal: Terminal) -> [String] {
        guard let limit = terminal.width else { return joined.allLines(on: terminal) }
        let shown = shownColumns(within: limit)
        var table = Table(columns: shown.map { columns[$0] })
        for row in rows { table.add(shown.map { row[$0] }) }
        let hasRoom = table.leastWidth <= limit
        return hasRoom ? table.allLines(on: terminal) : table.stackedLines(within: limit, on: terminal)
    }

    /// How wide it is with every column in its least width.
    var leastWidth: Int { Self.width(of: leastWidths) }

    /// How wide it is in least widths once every column is given up that can be.
    var barestWidth: Int {
        Self.width(of: zip(columns, leastWidths).filter { $0.0.rank == nil }.map(\.1))
    }

    /// The table with one line a row.
    private var joined: Table {
        var table = Table(columns: columns)
        for row in rows { table.add(row.map(Self.joined)) }
        return table
    }

    private func allLines(on terminal: Terminal) -> [String] {
        let widths = widths(on: terminal)
        let header = line(columns.map { Cell($0.title.uppercased(), .faint) }, at: 0, widths, terminal)
        return [header] + rows.flatMap { row in self.lines(of: row, widths, terminal) }
    }

    private static func joined(_ cell: Cell) -> Cell {
        Cell(cell.lines.joined(separator: ", "), cell.style)
    }

    private func lines(of row: [Cell], _ widths: [Int], _ terminal: Terminal) -> [String] {
        let height = max(1, row.map(\.lines.count).max() ?? 1)
        return (0..<height).map { line(row, at: $0, widths, terminal) }
    }

    private func line(_ row: [Cell], at index: Int, _ widths: [Int], _ terminal: Terminal) -> String {
        var line = ""
        var pending = 0
        for (column, (cell, width)) in zip(columns, zip(row, widths)) {
            let text = index < cell.lines.count ? cell.lines[index] : ""
            let fitted = column.fit(text, into: width, on: terminal)
            if !fitted.isEmpty {
                line += String(repeating: " ", count: pending) + cell.style.apply(to: fitted, on: terminal)
                pending = 0
            }
            pending += width - DisplayWidth.of(fitted) + Self.gap
        }
        return line
    }

    /// The fields of each row below each other, for a terminal on which they have no room side by side.
    private func stackedLines(within limit: Int, on terminal: Terminal) -> [String] {
        var lines = columns.prefix(1).map { Style.faint.apply(to: $0.title.uppercased(), on: terminal) }
        for row in rows {
            for (index, (column, cell)) in zip(columns, row).enumerated() {
                let indent = String(repeating: " ", count: index == 0 ? 0 : Self.gap)
                lines += cell.lines.map { text in
                    let fitted = column.fit(text, into: limit - indent.count, on: terminal)
                    return indent + cell.style.apply(to: fitted, on: terminal)
                }
            }
        }
        return lines
    }

    /// The columns that have room in their least widths; those of the lowest rank go first.
    private func shownColumns(within limit: Int) -> [Int] {
        let least = leastWidths
        var shown = Array(columns.indices)
        while Self.width(of: shown.map { least[$0] }) > limit {
            let ranks = shown.compactMap { index in columns[index].rank.map { (index, $0) } }
            guard let next = ranks.min(by: { $0.1 < $1.1 }) else { break }
            shown.removeAll { $0 == next.0 }
        }
        return shown
    }

    private static func width(of widths: [Int]) -> Int { widths.reduce(-gap) { $0 + $1 + gap } }

    private var leastWidths: [Int] {
        zip(columns, naturalWidths).map { column, width in
            min(width, max(column.minimum ?? width, DisplayWidth.of(column.title)))
        }
    }

    private var naturalWidths: [Int] {
        columns.indices.map { index in
            rows.reduce(DisplayWidth.of(columns[index].title)) { width, row in
                max(width, row[index].lines.map(DisplayWidth.of).max() ?? 0)
            }
        }
    }

    private func widths(on terminal: Terminal) -> [Int] {
        var widths = naturalWidths
        guard let limit = terminal.width else { return widths }
        let least = leastWidths
        var excess = Self.width(of: widths) - limit
        let order = columns.indices.sorted { (columns[$0].narrowing, -$0) < (columns[$1].narrowing, -$1) }
        for index in order where excess > 0 {
            let given = min(excess, widths[index] - least[index])
            widths[index] -= given
            excess -= given
        }
        return widths
    }
}
