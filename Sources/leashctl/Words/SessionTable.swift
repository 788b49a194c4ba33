import SessionKeys

/// Sessions, one a row.
struct SessionTable {
    /// Unix seconds.
    let now: Int64
    let terminal: Terminal

    /// The table of these sessions.
    func table(of sessions: [SessionAnswer]) -> Table {
        let hasLabels = terminal.width ?? .max >= Self.widthForLabels && sessions.contains { $0.label != nil }
        let label = hasLabels ? [Column(title: "label", minimum: 10, rank: 0)] : []
        var table = Table(
            columns: [Column(title: "id", minimum: 13, cut: .middle)] + label + [
                Column(title: "account", minimum: 10, cut: .middle, rank: 1), Column(title: "status", rank: 3),
                Column(title: "expires", rank: 2), Column(title: "allowances"),
            ])
        for session in sessions {
            table.add(
                [Cell(session.id)] + label.map { _ in Cell(session.label ?? "") } + [
                    Cell(session.account), status(of: session),
                    Cell(expiry(of: session)), Cell(lines: allowances(of: session)),
                ])
        }
        return table
    }

    /// From how many columns on labels are shown.
    private static let widthForLabels = 100

    private func status(of session: SessionAnswer) -> Cell {
        guard !session.hasEnded, session.notBeforeSec > now else {
            return Cell(session.status, StatusStyle.of(session.status))
        }
        return Cell("begins \(TimeSpan.text(to: session.notBeforeSec, from: now))", .warning)
    }

    private func expiry(of session: SessionAnswer) -> String {
        // What has ended does not expire any more.
        guard !session.hasEnded else { return "-" }
        return session.expirySec > 0 ? TimeSpan.text(to: session.expirySec, from: now) : "never"
    }

    private func allowances(of session: SessionAnswer) -> [String] {
        guard session.meters.isEmpty else {
            return MeterLines(units: session.units).short(session.meters, on: terminal)
        }
        return [session.permissions.contains { $0.type == .root } ? "everything" : "unmetered"]
    }
}
