import SessionKeys

/// The meters of a session for people.
struct MeterLines {
    let denomination: Denomination
    /// From how many columns on gauges are as long as they are on most terminals.
    private static let widthForLongBars = 48

    /// Name, gauge and what remains of every meter, for one field of a table; a gauge of no width is left out.
    func short(_ meters: [MeterAnswer], barWidth: Int, on terminal: Terminal) -> [String] {
        let names = meters.map { denomination.name(of: $0, on: terminal) }
        let width = terminal.width == nil ? 0 : names.map(DisplayWidth.of).max() ?? 0
        return zip(meters, names).map { meter, name in
            let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(name)))
            return "\(name)\(padding) \(Bar(meter: meter, width: barWidth).text(on: terminal))"
        }
    }

    /// Every meter with its gauge, and its amounts in units below; nothing where there is none.
    func add(_ meters: [MeterAnswer], under title: String, to screen: inout Screen) {
        if !meters.isEmpty { screen.line(title, .strong) }
        let indent = 4
        let usualWidth = screen.terminal.width ?? .max < Self.widthForLongBars ? 8 : 20
        // Below a title that leaves no room for it.
        let room = screen.terminal.width.map { max(0, $0 - indent - " 100% left".count) }
        let barWidth = min(usualWidth, room ?? usualWidth)
        for meter in meters {
            let unit = denomination.unitUnderTitle(of: meter)
            let name = denomination.name(of: meter, on: screen.terminal)
            let title = unit.symbol == "units" ? meter.address ?? "gas" : name
            var line = WrappingLine()
            line.add("  \(title)")
            line.add("\(Bar(meter: meter, width: barWidth).text(on: screen.terminal)) left")
            screen.line(line, indent: indent)
            screen.paragraph("\(unit.text(meter.remaining)) of \(unit.text(meter.allowance))", after: "    remaining  ")
            screen.paragraph(unit.text(meter.spent), after: "    spent      ")
            screen.paragraph(unit.text(meter.reserved), after: "    reserved   ")
        }
    }
}
