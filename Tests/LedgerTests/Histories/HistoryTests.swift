import LedgerSQLite
import SessionKeys
import Testing
import TestSupport

@Suite("Random histories") struct HistoryTests {
    /// Few reservations at a time, and not for long, so that both limits are met.
    private static var rules: LedgerRules {
        var rules = LedgerRules()
        rules.reservationSec = 400
        rules.reservationLimit = 4
        rules.expiryMarginSec = 3
        return rules
    }

    // Sessions mostly expire one by one, or all of them together, to be posted now and then.
    @Test(arguments: [16, 1])
    func `both ledgers say the same, nothing is overspent, and reopening changes nothing`(together: Int) throws {
        try Store.withNew { store in
            let generator = SeededGenerator(for: "histories of two ledgers")
            let seed = generator.seed
            var history = History(generator: generator)
            var rules = Self.rules
            rules.expiriesTogether = together
            let memory = MemoryLedger(rules: rules)
            var sqlite = try open(store, rules: rules)
            var (number, isVaried) = (0, false)
            // A history in which little happened would prove little: then it goes on.
            while number < 3000 || !isVaried, number < 30_000 {
                number += 1
                let step = history.next()
                let answered = try step.taken(by: memory)
                try #require(
                    try comparable(step.taken(by: sqlite)) == comparable(answered), "seed \(seed), step \(number)")
                let surprises = Foresight.contradictions(in: answered, of: step, known: history.authorizations)
                try #require(surprises.isEmpty, "seed \(seed), step \(number)")
                history.learn(from: answered)
                if history.chance(oneIn: 3) { sqlite.workAhead() }
                if history.chance(oneIn: 20) { try sqlite.post(limit: history.chance(oneIn: 2) ? 1 : 100) }
                if history.chance(oneIn: 100) {
                    try reopen(&sqlite, at: store, closing: history.chance(oneIn: 2))
                    sqlite.rules = rules
                }
                guard number.isMultiple(of: 300) else { continue }
                let snapshot = try Snapshot(of: memory)
                try #require(try Snapshot(of: sqlite) == snapshot, "seed \(seed), step \(number)")
                try #require(snapshot.contradictions.isEmpty, "seed \(seed), step \(number)")
                isVaried = hasVariety(snapshot)
            }
            #expect(isVaried, "seed \(seed)")
        }
    }

    // With room for few sessions in memory, many are forgotten and read again within one batch.
    @Test(arguments: [false, true], [1, 12_288])
    func `told again, in batches or one by one, a history comes to the same`(apart: Bool, room: Int) throws {
        let generator = SeededGenerator(for: "a history told again")
        let seed = generator.seed
        var history = History(generator: generator)
        let first = MemoryLedger(rules: Self.rules)
        for _ in 1...800 { history.learn(from: try history.next().taken(by: first)) }
        try Store.withNew { store in
            let second = try open(store, room: room)
            for step in history.steps.flatMap({ apart ? $0.apart : [$0] }) { _ = try step.taken(by: second) }
            try #require(try Snapshot(of: second) == Snapshot(of: first), "seed \(seed)")
        }
    }

    @Test func `where old history is removed, both still say the same, and sessions are what they would be`() throws {
        try Store.withNew { store in
            let generator = SeededGenerator(for: "histories with retention")
            let seed = generator.seed
            var history = History(generator: generator)
            var rules = Self.rules
            rules.retentionSec = 2000
            let (whole, memory) = (MemoryLedger(rules: Self.rules), MemoryLedger(rules: rules))
            var sqlite = try open(store, rules: rules)
            var removed = Removal()
            for number in 1...2000 {
                let step = history.next()
                history.learn(from: try step.taken(by: whole))
                let answered = try step.taken(by: memory)
                try #require(
                    try comparable(step.taken(by: sqlite)) == comparable(answered), "seed \(seed), step \(number)")
                let limit = history.chance(oneIn: 2) ? 3 : 40
                let removal = try memory.removeHistory(at: step.moment, clock: nil, limit: limit)
                let other = try sqlite.removeHistory(at: step.moment, clock: nil, limit: limit)
                try #require(other == removal, "seed \(seed), step \(number)")
                removed.add(removal)
                if history.chance(oneIn: 100) {
                    try reopen(&sqlite, at: store, closing: history.chance(oneIn: 2))
                    sqlite.rules = rules
                }
                guard number.isMultiple(of: 200) else { continue }
                let (snapshot, reference) = (try Snapshot(of: memory), try Snapshot(of: whole))
                try #require(try Snapshot(of: sqlite) == snapshot, "seed \(seed), step \(number)")
                try #require(snapshot.sessions == reference.sessions, "seed \(seed), step \(number)")
                try #require(snapshot.kept == reference.kept, "seed \(seed), step \(number)")
                try #require(snapshot.events == reference.events.suffix(snapshot.events.count), "seed \(seed)")
            }
            #expect(removed.events > 100 && removed.authorizations > 10, "seed \(seed): \(removed)")
            try sqlite.close()
            try withTemporaryDirectory { directory in
                sqlite = try SQLiteLedger(path: directory + "/other.db", rules: rules)
                let strays = try store.number("SELECT count(*) FROM pragma_foreign_key_check")
                #expect(strays == 0, "seed \(seed)")
            }
        }
    }

    /// A batch without the words of its failures, which each store has its own of.
    private func comparable(_ answered: AnsweredBatch) -> AnsweredBatch {
        let answers = answered.answers.map { $0.mapError { _ in LedgerError.corrupt("") } }
        return AnsweredBatch(answers: answers, events: answered.events, nextDeadline: answered.nextDeadline)
    }

    private func reopen(_ ledger: inout SQLiteLedger, at store: Store, closing: Bool) throws {
        if closing { try ledger.close() }
        // The file is let go before it is opened again.
        try withTemporaryDirectory { directory in
            ledger = try SQLiteLedger(path: directory + "/other.db", rules: Self.rules)
            ledger = try open(store)
        }
    }

    /// With limits that a history reaches many times.
    private func open(_ store: Store, rules: LedgerRules = rules, room: Int = 12_288) throws -> SQLiteLedger {
        try SQLiteLedger(
            path: store.path, rules: rules, sessionsInMemory: room, unpostedLimit: 3,
            owedLimits: OwedLimits(sessions: 10, events: 100, together: 3),
            keyLimits: KeyLimits(generation: 20, run: 5))
    }

    /// Whether sessions ended in every way, and authorizations were settled in every way.
    private func hasVariety(_ snapshot: Snapshot) -> Bool {
        let statuses = Set(snapshot.sessions.map(\.session.status))
        let outcomes = Set(snapshot.authorizations.joined().compactMap { $0.settlement?.outcome })
        return statuses.count == SessionStatus.allCases.count && outcomes.count == Settlement.Outcome.allCases.count
    }
}

extension Snapshot {
    /// The authorizations that may never go: of active sessions, and those that wait for their settlement.
    fileprivate var kept: [[Authorization]] {
        zip(sessions, authorizations).map { record, authorizations in
            record.session.ending == nil || record.session.openReservations > 0 ? authorizations : []
        }
    }
}
