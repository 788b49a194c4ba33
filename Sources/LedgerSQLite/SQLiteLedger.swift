package import SessionKeys

/// The embedded ledger: one SQLite file, one connection, one transaction for each batch.
package final class SQLiteLedger: Ledger {
    /// What is decided by; a change counts from the next batch on.
    package var rules: LedgerRules
    let connection: Connection
    let store: SQLiteStore
    /// When commits are flushed; `isPending` once one was left to be.
    var flushing = Flushing.atOnce

    /// When commits are flushed.
    enum Flushing {
        case atOnce
        case later(isPending: Bool)
    }

    /// Opens the store, creating or migrating it as needed.
    ///
    /// - Parameters:
    ///   - path: the database file; its write-ahead log stands beside it.
    ///   - rules: the settings that the rules depend on.
    ///   - sessionsInMemory: how many sessions are kept for their next use, up to twice as many.
    ///   - unpostedLimit: how many sessions that expired together may wait until their own rows say so.
    ///   - owedLimits: how much may gather before balances are written.
    ///   - keyLimits: how many keys may gather before they are written, and move to their table.
    /// - Throws: `OpeningError`, which tells what may have changed of the file.
    package init(
        path: String, rules: LedgerRules, sessionsInMemory: Int = 12_288, unpostedLimit: Int = 131_072,
        owedLimits: OwedLimits = OwedLimits(), keyLimits: KeyLimits = KeyLimits()
    ) throws(OpeningError) {
        self.rules = rules
        let connection = try Opening.open(path)
        self.connection = connection
        store = try Opening.on(connection, at: path) { () throws(LedgerError) in
            let store = try SQLiteStore(
                connection: connection, sessionsInMemory: sessionsInMemory, unpostedLimit: unpostedLimit,
                owedLimits: owedLimits, keyLimits: keyLimits)
            // What a killed process had not flushed is there all the same, and is built upon from here on.
            try connection.log?.flush()
            return store
        }
    }

    package var keptClock: ClockReading? { store.committed.highestClock }

    package func commit(
        _ requests: [Request], at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> AnsweredBatch {
        do throws(LedgerError) {
            let done = try answer(requests, at: moment, clock: clock)
            return AnsweredBatch(
                answers: done.result, events: done.events, nextDeadline: store.committed.nextDeadline)
        } catch {
            if case .mayHaveLostWrites = error { throw error }
            return try commitOneByOne(requests, at: moment, clock: clock, after: error)
        }
    }

    package func commitAhead(
        _ requests: [Request], at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> CommittedAhead {
        flushing = .later(isPending: false)
        defer { flushing = .atOnce }
        let answered = try commit(requests, at: moment, clock: clock)
        guard case .later(isPending: true) = flushing else { return CommittedAhead(answered, log: nil) }
        return CommittedAhead(answered, log: connection.log)
    }

    /// A batch of which one write failed: each request by itself, so that only what cannot be done is refused. What
    /// stands behind a revocation for which there is no room is refused with it: it may be done yet, and then comes
    /// before them.
    private func commitOneByOne(
        _ requests: [Request], at moment: Moment, clock: ClockReading?, after first: LedgerError
    ) throws(LedgerError) -> AnsweredBatch {
        guard requests.count > 1 else {
            return AnsweredBatch(
                answers: requests.map { _ in .failure(first) }, events: [], nextDeadline: store.committed.nextDeadline)
        }
        var answers: [Result<Answer, LedgerError>] = []
        var events: [Event] = []
        var unrevoked: LedgerError?
        for request in requests {
            if let unrevoked, !request.isDoneOnFullDisk {
                answers.append(.failure(unrevoked))
                continue
            }
            do throws(LedgerError) {
                let done = try answer([request], at: moment, clock: clock)
                answers += done.result
                events += done.events
            } catch {
                if case .mayHaveLostWrites = error { throw error }
                if case .full = error, case .revoke = request { unrevoked = error }
                answers.append(.failure(error))
            }
        }
        return AnsweredBatch(answers: answers, events: events, nextDeadline: store.committed.nextDeadline)
    }

    private func answer(
        _ requests: [Request], at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> Transacted<[Result<Answer, LedgerError>]> {
        try transact(writing: requests.contains(where: \.mayWrite), clock: clock) { () throws(LedgerError) in
            store.prefetch(requests)
            var bookkeeper = Bookkeeper(store: store, rules: rules, moment: moment)
            var answers: [Result<Answer, LedgerError>] = []
            answers.reserveCapacity(requests.count)
            for request in requests { answers.append(.success(try bookkeeper.answer(request))) }
            return answers
        }
    }

    package func keep(_ clock: ClockReading) throws(LedgerError) {
        _ = try transact(clock: nil) { () throws(LedgerError) in try store.keep(clock) }
    }

    package func mark() throws(LedgerError) -> StoreMark? { try StoredMark.read(from: connection) }

    package func setMark(_ mark: StoreMark) throws(LedgerError) { try StoredMark.write(mark, to: connection) }

    package func beginCopy(to path: String) throws(LedgerError) -> any LedgerCopy {
        try StoreCopy(of: connection, to: path)
    }

    package func takeDamage() -> LedgerError? { store.untold.removeFirst() }

    package var overview: Overview { store.committed.overview }

    package var bytes: Int64 {
        get throws(LedgerError) {
            try connection.number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        }
    }

    package func close() throws(LedgerError) {
        do throws(LedgerError) {
            _ = try transact(clock: nil) { () throws(LedgerError) in try store.writeAllOwed() }
        } catch {
            // What is not written now is counted again at the start.
            if case .mayHaveLostWrites = error { throw error }
        }
        connection.checkpointsOnClose = true
        do throws(LedgerError) {
            try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        } catch {
            // For want of room: the log has everything, and the next start reads it.
            guard case .full = error else { throw error }
        }
    }
}
