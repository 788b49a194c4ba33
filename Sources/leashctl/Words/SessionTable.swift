import SessionKeys

/// Sessions, one a row.
struct SessionTable {
    /// Unix seconds.
    let now: Int64
    let terminal: Terminal

    /// The table of these sessions.
    func table(of sessions: [SessionAnswer]) -> Table {
        var table = Table(columns: [
            Column(title: "id", minimum: 13, cut: .middle), Column(title: "account", minimum: 13, cut: .middle),
            Column(title: "status"), Column(title: "expires"), Column(title: "allowances"),
        ])
        for session in sessions {
            table.add([
                Cell(session.id), Cell(session.account), Cell(session.status, StatusStyle.of(session.status)),
                Cell(expiry(of: session)), Cell(lines: allowances(of: session)),
            ])
        }
        return table
    }

    private func expiry(of session: SessionAnswer) -> String {
        session.expirySec > 0 ? Span.text(to: session.expirySec, from: now) : "never"
    }

    private func allowances(of session: SessionAnswer) -> [String] {
        guard session.meters.isEmpty else {
            return MeterLines(units: session.units).short(session.meters, on: terminal)
        }
        return [session.permissions.contains { $0.type == .root } ? "everything" : "unmetered"]
    }
}
