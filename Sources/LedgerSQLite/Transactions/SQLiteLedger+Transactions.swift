import SessionKeys

/// A transaction: what it does is done as a whole, or not at all.
extension SQLiteLedger {
    private var statements: Statements { store.statements }

    /// What a transaction came to.
    struct Transacted<Result> {
        let result: Result
        let events: [Event]
    }

    /// Runs the work in one transaction and commits it, or leaves everything as it was.
    ///
    /// What a transaction can do without (a session whose balances cannot be written or whose reading ends it, a
    /// milestone, the moving of keys) is left out and the transaction repeated, up to `retryLimit` times: where very
    /// much fails, the fault is elsewhere.
    func transact<Result>(
        writing: Bool = true, clock: ClockReading?, _ work: () throws(LedgerError) -> Result
    ) throws(LedgerError) -> Transacted<Result> {
        var left = Self.retryLimit
        defer { store.leftOut = LeftOut() }
        while true {
            let failures = store.failures
            do throws(LedgerError) {
                return try transactOnce(writing: writing, clock: clock, work)
            } catch {
                if case .mayHaveLostWrites = error { throw error }
                guard store.failures > failures, left > 0 else {
                    // A lost transaction is only a consequence of the reading that lost it; a full disk is a reason.
                    if case .cannotWrite = error, let why = store.leftOut.unreadable { throw why }
                    throw error
                }
                left -= 1 + store.discarded / Self.sessionsOfOneRetry
                store.leftOut.comeIntoForce()
            }
        }
    }

    /// How often a transaction is done again at most; one that changes very many sessions takes long, and is so less
    /// often.
    private static let retryLimit = 64
    private static let sessionsOfOneRetry = 32_768

    private func transactOnce<Result>(
        writing: Bool, clock: ClockReading?, _ work: () throws(LedgerError) -> Result
    ) throws(LedgerError) -> Transacted<Result> {
        do throws(LedgerError) {
            try (writing ? statements.beginWriting : statements.begin).run()
            connection.hasBegun = true
            let before = connection.changes
            let result = try work()
            if let damage = connection.foundDamage, store.hasChanges || connection.changes != before { throw damage }
            try store.flush()
            if connection.changes != before {
                if let clock { try store.keepUnlessTold(clock) }
                try store.prepareCommit()
            }
            try runCommit()
            connection.hasBegun = false
            let events = store.events
            store.adopt()
            return Transacted(result: result, events: events)
        } catch {
            connection.hasBegun = false
            store.discard()
            // A transaction that cannot be rolled back stays open, so that the next one cannot begin and comes here
            // again.
            if connection.isInTransaction { try? statements.rollback.run() }
            throw error
        }
    }

    private func runCommit() throws(LedgerError) {
        guard case .later = flushing else { return try statements.commit.run() }
        let isPutOff = try connection.withoutSync { () throws(LedgerError) in try statements.commit.run() }
        if isPutOff { flushing = .later(isPending: true) }
    }
}
