import SessionKeys

/// The last rows of a session's ledger: a table, or on a terminal that has no room for all of its columns a few lines
/// for each.
struct AuthorizationTable {
    private static let indent = 4
    /// How many calls of an authorization are shown: an operation may have thousands.
    private static let shownCalls = 4

    let denomination: Denomination
    /// Unix seconds.
    let now: Int64
    let terminal: Terminal

    /// What is said of a session that has none.
    static func wordsOfNone(in session: SessionAnswer) -> String {
        session.hasEnded ? "No authorizations" : "No authorizations yet"
    }

    /// The lines of these authorizations.
    func lines(of authorizations: [AuthorizationAnswer]) -> [String] {
        let table = table(of: authorizations)
        guard let width = terminal.width, table.leastWidth > width else { return table.lines(on: terminal) }
        return authorizations.flatMap { line(of: $0).lines(on: terminal, indent: Self.indent, cutsWords: true) }
    }

    private func line(of authorization: AuthorizationAnswer) -> WrappingLine {
        var line = WrappingLine()
        line.add(authorization.id)
        line.add(state(of: authorization), style(of: authorization))
        if let key = authorization.idempotencyKey { line.add("key \(key)") }
        line.add(made(authorization))
        for text in debited(by: authorization) + calls(of: authorization) { line.add(text) }
        return line
    }

    private func table(of authorizations: [AuthorizationAnswer]) -> Table {
        let hasKeys = authorizations.contains { $0.idempotencyKey != nil }
        let key = hasKeys ? [Column(title: "idempotency key", minimum: 24)] : []
        var table = Table(
            // Whoever settles one needs all of its id.
            columns: [Column(title: "authorization", isWhole: true), Column(title: "state", minimum: 20)] + key + [
                Column(title: "made"), Column(title: "debited", minimum: 12), Column(title: "calls", minimum: 12),
            ])
        for authorization in authorizations {
            table.add(
                [Cell(authorization.id), Cell(state(of: authorization), style(of: authorization))]
                    + key.map { _ in Cell(authorization.idempotencyKey ?? "") } + [
                        Cell(made(authorization)), Cell(lines: debited(by: authorization)),
                        Cell(lines: calls(of: authorization)),
                    ])
        }
        return table
    }

    private func state(of authorization: AuthorizationAnswer) -> String {
        if let outcome = authorization.outcome { return outcome }
        guard let until = authorization.reservedUntilSec else { return authorization.state }
        return "\(authorization.state), \(until > now ? TimeSpan.text(seconds: UInt64(until - now)) : "0s") left"
    }

    private func made(_ authorization: AuthorizationAnswer) -> String {
        authorization.reservedSec.map { TimeSpan.text(to: $0, from: now) } ?? "?"
    }

    private func debited(by authorization: AuthorizationAnswer) -> [String] {
        authorization.debits.isEmpty ? ["nothing"] : authorization.debits.map(denomination.text)
    }

    private func style(of authorization: AuthorizationAnswer) -> Style {
        authorization.outcome == nil ? .warning : .plain
    }

    private func calls(of authorization: AuthorizationAnswer) -> [String] {
        let shown = authorization.calls.prefix(Self.shownCalls).map(text)
        let rest = authorization.calls.count - shown.count + authorization.omittedCalls
        return shown + (rest > 0 ? ["and \(rest) more"] : [])
    }

    private func text(of call: AuthorizationAnswer.Call) -> String {
        let function = call.selector.map { " \(FunctionName.text($0))" } ?? ""
        let value = call.value.isZero ? "" : " with \(Unit.native(chain: denomination.chain).text(call.value))"
        return "\(ShortID.of(call.to, on: terminal))\(function)\(value)"
    }
}
