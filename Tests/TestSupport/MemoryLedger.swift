package import SessionKeys

/// A ledger that forgets: the same bookkeeping on dictionaries, for tests that need no file, or a store that fails.
package final class MemoryLedger: Ledger {
    package var rules: LedgerRules
    private var store = MemoryStore()
    private var clock: ClockReading?
    private var currentMark: StoreMark?
    private var failures: [LedgerError] = []
    /// What the next step is to say of what it has passed over.
    package var passedOver: [LedgerError] = []

    /// An empty ledger.
    package init(rules: LedgerRules = LedgerRules()) { self.rules = rules }

    /// Lets the next commits, steps of maintenance or writings of the clock fail, as a full disk would.
    package func failNext(_ count: Int = 1, with error: LedgerError = .cannotWrite("no space left")) {
        failures += [LedgerError](repeating: error, count: count)
    }

    /// A ledger that goes on by itself from here, as a disk that kept nothing of what comes after.
    package func copy() -> MemoryLedger {
        let copy = MemoryLedger(rules: rules)
        (copy.store, copy.clock, copy.failures) = (store, clock, failures)
        return copy
    }

    package var keptClock: ClockReading? { clock }

    package func commit(
        _ requests: [Request], at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> AnsweredBatch {
        if !failures.isEmpty {
            let failure = failures.removeFirst()
            if case .mayHaveLostWrites = failure { throw failure }
            return answered(requests.map { _ in .failure(failure) }, [])
        }
        do throws(LedgerError) {
            let (answers, events) = try transact(at: moment, clock: clock) { book throws(LedgerError) in
                try requests.map { request throws(LedgerError) in try book.answer(request) }
            }
            return answered(answers.map(Result.success), events)
        } catch {
            return commitOneByOne(requests, at: moment, clock: clock)
        }
    }

    private func commitOneByOne(_ requests: [Request], at moment: Moment, clock: ClockReading?) -> AnsweredBatch {
        var answers: [Result<Answer, LedgerError>] = []
        var events: [Event] = []
        for request in requests {
            do throws(LedgerError) {
                let (answer, happened) = try transact(at: moment, clock: clock) { book throws(LedgerError) in
                    try book.answer(request)
                }
                answers.append(.success(answer))
                events += happened
            } catch {
                answers.append(.failure(error))
            }
        }
        return answered(answers, events)
    }

    package func maintain(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Maintenance {
        if !failures.isEmpty { throw failures.removeFirst() }
        guard moment.isCertain else { return Maintenance(events: [], nextDeadline: nil) }
        let (_, events) = try transact(at: moment, clock: clock) { book throws(LedgerError) in
            try book.doWhatIsDue(limit: limit)
        }
        defer { passedOver = [] }
        return Maintenance(events: events, nextDeadline: store.nextDeadline, damage: passedOver)
    }

    package func removeHistory(
        at moment: Moment, clock: ClockReading?, limit: Int
    ) throws(LedgerError) -> Removal {
        if !failures.isEmpty { throw failures.removeFirst() }
        return try transact(at: moment, clock: clock) { book throws(LedgerError) in
            try book.removeHistory(limit: limit)
        }.0
    }

    package func keep(_ clock: ClockReading) throws(LedgerError) {
        if !failures.isEmpty { throw failures.removeFirst() }
        self.clock = clock
    }

    package var overview: Overview { store.overview }

    /// It takes no room on a disk.
    package var bytes: Int64 { 0 }

    /// What it is to say of sessions that it has given up.
    package var damage: [LedgerError] = []

    package func takeDamage() -> LedgerError? { damage.isEmpty ? nil : damage.removeFirst() }

    package func mark() -> StoreMark? { currentMark }

    package func setMark(_ mark: StoreMark) throws(LedgerError) {
        if !failures.isEmpty { throw failures.removeFirst() }
        currentMark = mark
    }

    package func beginCopy(to path: String) throws(LedgerError) -> any LedgerCopy {
        throw .cannotWrite("a ledger in memory has no copies")
    }

    package func close() {}

    /// Works on a copy of the store, which becomes the store unless the work throws.
    private func transact<Result>(
        at moment: Moment, clock: ClockReading?, _ work: (inout Bookkeeper<MemoryStore>) throws(LedgerError) -> Result
    ) throws(LedgerError) -> (Result, [Event]) {
        var book = Bookkeeper(store: store, rules: rules, moment: moment)
        let result = try work(&book)
        let happened = book.store.events.dropFirst(store.events.count)
        if let clock, book.store.writes != store.writes { self.clock = clock }
        store = book.store
        return (result, Array(happened))
    }

    private func answered(_ answers: [Result<Answer, LedgerError>], _ events: [Event]) -> AnsweredBatch {
        AnsweredBatch(answers: answers, events: events, nextDeadline: store.nextDeadline)
    }
}
