package import SessionKeys

/// What the ledger does by itself: ending what is due, writing that down, letting history go, and working ahead.
extension SQLiteLedger {
    package func maintain(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Maintenance {
        while true {
            let failures = store.passedOver.failures
            do throws(LedgerError) {
                return try doWhatIsDue(at: moment, clock: clock, limit: limit)
            } catch {
                // What fails must not hold up anything else: it is tried once more at most, and then passed over.
                guard store.passedOver.failures > failures else { throw error }
            }
        }
    }

    private func doWhatIsDue(
        at moment: Moment, clock: ClockReading?, limit: Int
    ) throws(LedgerError) -> Maintenance {
        guard moment.isCertain, let deadline = store.committed.nextDeadline, deadline <= moment.now else {
            return maintenance(nextDeadline: moment.isCertain ? store.committed.nextDeadline : nil)
        }
        let done = try transact(clock: clock) { () throws(LedgerError) in
            var bookkeeper = Bookkeeper(store: store, rules: rules, moment: moment)
            try bookkeeper.doWhatIsDue(limit: limit)
            // What was due may belong to a session that has turned out to be damaged since.
            if store.events.isEmpty { store.draft.deadlines = try store.nextDeadlines() }
        }
        let next = store.committed.nextDeadline
        let isLeft = next.map { $0 <= moment.now } ?? false
        return maintenance(done.events, nextDeadline: next, isStuck: isLeft && done.events.isEmpty && limit > 0)
    }

    /// What a step came to, and what it has passed over.
    private func maintenance(
        _ events: [Event] = [], nextDeadline: Instant?, isStuck: Bool = false
    ) -> Maintenance {
        Maintenance(
            events: events, nextDeadline: nextDeadline, isStuck: isStuck, damage: store.passedOver.takeReasons())
    }

    package var hasUnposted: Bool { !store.committed.waves.isEmpty }

    package func post(limit: Int) throws(LedgerError) {
        guard hasUnposted else { return }
        let done = try transact(clock: nil) { () throws(LedgerError) in try store.post(limit: limit) }
        if let damage = done.result { throw damage }
    }

    package func removeHistory(
        at moment: Moment, clock: ClockReading?, limit: Int
    ) throws(LedgerError) -> Removal {
        guard moment.isCertain, rules.retentionSec != nil else { return Removal() }
        return try transact(clock: clock) { () throws(LedgerError) in
            var bookkeeper = Bookkeeper(store: store, rules: rules, moment: moment)
            return try bookkeeper.removeHistory(limit: limit)
        }.result
    }

    package func workAhead() {
        connection.copyAhead(from: Opening.pagesUntilCopying)
        connection.makeRoom()
        // What cannot be read now is read when it is due, and then it is known who has to be told.
        try? store.foresee()
    }
}
