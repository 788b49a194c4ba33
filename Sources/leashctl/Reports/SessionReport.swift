/// Everything about a session on a screen.
struct SessionReport {
    let session: SessionAnswer
    /// Unix seconds.
    let now: Int64

    /// Adds the report to a screen.
    func add(to screen: inout Screen) {
        addDefinition(to: &screen)
        screen.line()
        screen.line(session.hasEnded ? "The key might, before the session ended" : "The key may", .strong)
        let words = PermissionWords(session: session)
        for permission in session.permissions { screen.point(words.text(of: permission)) }
        guard !session.meters.isEmpty else { return }
        screen.line()
        MeterLines(denomination: session.denomination).add(session.meters, under: "Allowances", to: &screen)
    }

    private func addDefinition(to screen: inout Screen) {
        screen.field("session", session.id, .strong)
        if let label = session.label { screen.field("label", label) }
        screen.field("status", session.status, StatusStyle.of(session.status))
        screen.field("account", session.account)
        screen.field("chain", session.chain.map(String.init) ?? "?")
        screen.field("key", "\(session.key) (\(session.keyType))")
        if let created = session.createdSec { screen.field("created", TimeSpan.both(created, now: now)) }
        if session.notBeforeSec > 0 { screen.field("not before", TimeSpan.both(session.notBeforeSec, now: now)) }
        screen.field("expires", session.expirySec > 0 ? TimeSpan.both(session.expirySec, now: now) : "never")
        if let ended = session.endedSec { screen.field("ended", TimeSpan.both(ended, now: now)) }
        if let reason = session.endReason { screen.field("reason", reason) }
    }
}
