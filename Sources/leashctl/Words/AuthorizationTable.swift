import SessionKeys

/// The last rows of a session's ledger.
struct AuthorizationTable {
    let units: Denomination
    /// Unix seconds.
    let now: Int64
    let terminal: Terminal

    /// The table of these authorizations.
    func table(of authorizations: [AuthorizationAnswer]) -> Table {
        let hasKeys = authorizations.contains { $0.idempotencyKey != nil }
        let key = hasKeys ? [Column(title: "idempotency key", minimum: 15, rank: 3)] : []
        var table = Table(
            // Whoever settles one needs all of its id.
            columns: [
                Column(title: "authorization", isWhole: true), Column(title: "state", minimum: 8, rank: 4),
            ] + key + [
                Column(title: "made", rank: 1), Column(title: "debited", minimum: 12, rank: 2),
                Column(title: "calls", minimum: 12, rank: 0),
            ])
        for authorization in authorizations {
            table.add(
                [Cell(authorization.id), Cell(state(of: authorization), style(of: authorization))]
                    + key.map { _ in Cell(authorization.idempotencyKey ?? "") } + [
                        Cell(authorization.reservedSec.map { TimeSpan.text(to: $0, from: now) } ?? "?"),
                        Cell(lines: authorization.debits.isEmpty ? ["nothing"] : authorization.debits.map(units.text)),
                        Cell(lines: authorization.calls.map(text)),
                    ])
        }
        return table
    }

    private func state(of authorization: AuthorizationAnswer) -> String {
        if let outcome = authorization.outcome { return outcome }
        guard let until = authorization.reservedUntilSec else { return authorization.state }
        return "\(authorization.state), \(until > now ? TimeSpan.text(seconds: UInt64(until - now)) : "0s") left"
    }

    private func style(of authorization: AuthorizationAnswer) -> Style {
        authorization.outcome == nil ? .warning : .plain
    }

    private func text(of call: AuthorizationAnswer.Call) -> String {
        let function = call.selector.map { " \(FunctionName.text($0))" } ?? ""
        let value = call.value.isZero ? "" : " with \(Unit.native(chain: units.chain).text(call.value))"
        return "\(ShortID.of(call.to, on: terminal))\(function)\(value)"
    }
}
