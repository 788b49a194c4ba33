import SessionKeys

/// Sessions, one a row.
struct SessionTable {
    /// How much a row says of what it shows.
    private enum Form {
        case full
        /// Gauges are short, and times in their largest unit.
        case compact
        /// There are no gauges.
        case bare

        var barWidth: Int {
            switch self {
            case .full: 10
            case .compact: 4
            case .bare: 0
            }
        }

        var timeUnits: Int { self == .full ? 2 : 1 }
    }

    /// Unix seconds.
    let now: Int64
    let terminal: Terminal

    /// The table of these sessions, shortened before a column is given up.
    func table(of sessions: [SessionAnswer]) -> Table {
        let full = table(of: sessions, as: .full)
        guard let width = terminal.width, full.leastWidth > width else { return full }
        let compact = table(of: sessions, as: .compact)
        return compact.barestWidth <= width ? compact : table(of: sessions, as: .bare)
    }

    private func table(of sessions: [SessionAnswer], as form: Form) -> Table {
        // Of what tells a session apart its label says most: ids and accounts are narrowed first.
        let hasLabels = sessions.contains { $0.label != nil }
        let label = hasLabels ? [Column(title: "label", minimum: 8, narrowing: 2, rank: 1)] : []
        // Where all are on one chain, it tells none from another.
        let isOnSeveralChains = sessions.contains { $0.chain != sessions.first?.chain }
        let chain = isOnSeveralChains ? [Column(title: "chain", rank: 4)] : []
        var table = Table(
            columns: [Column(title: "id", minimum: 13, cut: .middle, narrowing: 1)] + label + [
                Column(title: "account", minimum: 10, cut: .middle, rank: 0)
            ] + chain + [
                Column(title: "status", rank: 3), Column(title: "expires", rank: 2),
                Column(title: "allowances", cut: .middle),
            ])
        for session in sessions {
            table.add(
                [Cell(session.id)] + label.map { _ in Cell(session.label ?? "") } + [Cell(session.account)]
                    + chain.map { _ in Cell(session.chain.map { "\($0)" } ?? "?") } + [
                        status(of: session, as: form), Cell(expiry(of: session, as: form)),
                        Cell(lines: allowances(of: session, as: form)),
                    ])
        }
        return table
    }

    private func status(of session: SessionAnswer, as form: Form) -> Cell {
        guard !session.hasEnded, session.notBeforeSec > now else {
            return Cell(session.status, StatusStyle.of(session.status))
        }
        let time = TimeSpan.text(to: session.notBeforeSec, from: now, units: form.timeUnits)
        return Cell("begins \(time)", .warning)
    }

    private func expiry(of session: SessionAnswer, as form: Form) -> String {
        // What has ended does not expire any more: when that was says more.
        if session.hasEnded {
            return session.endedSec.map { TimeSpan.text(to: $0, from: now, units: form.timeUnits) } ?? "-"
        }
        guard session.expirySec > 0 else { return "never" }
        return TimeSpan.text(to: session.expirySec, from: now, units: form.timeUnits)
    }

    private func allowances(of session: SessionAnswer, as form: Form) -> [String] {
        guard session.meters.isEmpty else {
            let meters = MeterLines(denomination: session.denomination)
            return meters.short(session.meters, barWidth: form.barWidth, on: terminal)
        }
        return [session.permissions.contains { $0.type == .root } ? "everything" : "unmetered"]
    }
}
