package import SessionKeys

/// What a ledger in memory has no need of.
extension Ledger {
    package var hasUnposted: Bool { false }

    package func post(limit: Int) throws(LedgerError) {}

    package func workAhead() {}
    package func takeDamage() -> LedgerError? { nil }

    package func commitAhead(
        _ requests: [Request], at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> CommittedAhead {
        CommittedAhead(try commit(requests, at: moment, clock: clock), log: nil)
    }
}
