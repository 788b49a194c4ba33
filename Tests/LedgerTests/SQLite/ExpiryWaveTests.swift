import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("Sessions that expire together") struct ExpiryWaveTests {
    /// Twenty sessions that expire in two seconds, some of them with reservations, and two that do not; then the twenty
    /// expire.
    private func expire(_ clerk: Clerk) throws {
        for number in 0..<22 {
            let id = SessionID(UInt128(number + 1))
            let expirySec = number < 20 ? FakeClock.startSec + 60 + Int64(number % 2) : 0
            let account: Address = number < 10 ? .account : .make(9)
            _ = try clerk.answer(.create(.make(.make(account: account, expirySec: expirySec), freshID: id)))
            if number.isMultiple(of: 3) { _ = try clerk.reserve(.transfer(2), within: id, named: "pay") }
        }
        clerk.pass(seconds: 70)
        #expect(try clerk.maintain().events.count == 20)
        clerk.pass(seconds: 5)
    }

    /// What may be asked of sessions that have just expired. Each question is asked of a store of its own, as what is
    /// asked has sessions posted.
    private static let questions: [[Request]] = [
        [.read(.events(after: 0, session: nil, limit: 1000))],
        [.read(.events(after: 35, session: nil, limit: 7)), .read(.events(after: .max, session: nil, limit: 7))],
        [.read(.events(after: 0, session: SessionID(4), limit: 10))],
        [.read(.sessions(SessionFilter(), PageRequest(limit: 100)))],
        [.read(.sessions(filter(.active), PageRequest(limit: 100)))],
        [.read(.sessions(filter(.expired), PageRequest(limit: 6)))],
        [.read(.sessions(filter(.expired, of: .make(9)), PageRequest(limit: 6, before: 18)))],
        [.read(.session(SessionID(7))), .read(.authorizations(SessionID(7), PageRequest(limit: 5)))],
        [.check(session: SessionID(1), .transfer(1))],
        [.authorize(.make(.transfer(2), within: SessionID(4), named: "pay", freshNonce: 900))],
        [.settle(SettleRequest(authorization: AuthorizationID(number: 2, nonce: 1), outcome: .dropped))],
        [.revoke(RevokeRequest(.session(SessionID(2)))), .revoke(RevokeRequest(.account(.account)))],
        [.authorize(.make(.transfer(2), within: SessionID(22), named: "now", freshNonce: 901))],
    ]

    private static func filter(_ status: SessionStatus, of account: Address? = nil) -> SessionFilter {
        var filter = SessionFilter()
        (filter.status, filter.account) = (status, account)
        return filter
    }

    @Test(arguments: questions.indices, [0, 5, 20])
    func `have ended, whatever of them is posted`(question: Int, posted: Int) throws {
        for isReopened in [false, true] {
            try Store.withNew { store in
                let memory = Clerk(MemoryLedger())
                try expire(memory)
                var clerk = Clerk(try store.open())
                try expire(clerk)
                try clerk.ledger.post(limit: posted)
                if isReopened {
                    let now = clerk.now
                    clerk = Clerk(try reopened(clerk, at: store))
                    clerk.now = now
                }
                let expected = try memory.commit(Self.questions[question])
                #expect(try clerk.commit(Self.questions[question]) == expected)
                #expect(clerk.ledger.hasUnposted == (posted < 20))
                #expect(try Snapshot(of: clerk.ledger) == Snapshot(of: memory.ledger))
            }
        }
    }

    private func reopened(_ clerk: Clerk, at store: Store) throws -> SQLiteLedger {
        try clerk.ledger.close()
        clerk.ledger = MemoryLedger()
        return try store.open()
    }

    @Test func `are one row until they are posted, a few at a time`() throws {
        try Store.withClosed({ clerk in
            try expire(clerk)
        }) { store in
            #expect(try counts(in: store) == [1, 22, 22])
            try store.withClerk { clerk in
                try clerk.ledger.post(limit: 12)
                #expect(clerk.ledger.hasUnposted)
                try clerk.ledger.close()
            }
            #expect(try counts(in: store) == [1, 34, 10])
            try store.withClerk { clerk in
                while clerk.ledger.hasUnposted { try clerk.ledger.post(limit: 7) }
                try clerk.ledger.close()
            }
            #expect(try counts(in: store) == [0, 42, 2])
        }
    }

    @Test func `are posted but for one that is damaged, and keep nobody else from ending`() throws {
        try Store.withClosed({ try expire($0) }) { store in
            try store.execute("UPDATE balance SET seal = seal + 1 WHERE slot = 256")
            let clerk = Clerk(try SQLiteLedger(path: store.path, rules: LedgerRules(), unpostedLimit: 0))
            clerk.pass(seconds: 100)
            var failures = 0
            for _ in 0..<8 {
                do { try clerk.ledger.post(limit: 7) } catch { failures += 1 }
            }
            // It is told of once, and its wave is done with.
            #expect(failures == 1 && !clerk.ledger.hasUnposted)
            for number in 0..<16 {
                let definition = SessionDefinition.make(expirySec: FakeClock.startSec + 200)
                _ = try clerk.answer(.create(.make(definition, freshID: SessionID(UInt128(100 + number)))))
            }
            clerk.pass(seconds: 200)
            #expect(try clerk.maintain().events.count == 16)
            try clerk.ledger.close()
            clerk.ledger = MemoryLedger()
            #expect(try counts(in: store) == [1, 22 + 20 + 16, 2 + 16])
        }
    }

    // A disk that is full keeps nobody from reading.
    @Test func `are read, and refused, without being written`() throws {
        let refused = AuthorizeRequest.make(.transfer(2), within: SessionID(4), named: "pay", freshNonce: 900)
        for questions in Self.questions.filter({ !$0.contains(where: \.mayWrite) }) + [[.authorize(refused)]] {
            try Store.withClosed({ clerk in
                try expire(clerk)
                for answer in try clerk.commit(questions + questions).answers { _ = try answer.get() }
            }) { store in
                let counts = try counts(in: store)
                #expect(counts == [1, 22, 22])
            }
        }
    }

    /// How many waves, events, and active sessions have rows.
    private func counts(in store: Store) throws -> [Int64] {
        let connection = try Connection(path: store.path)
        return try ["expiry_wave", "event", "session WHERE status = 'active'"].map {
            try connection.number("SELECT count(*) FROM \($0)")
        }
    }

    @Test func `have ended in a copy of the store as well`() throws {
        try Store.withNew { store in
            let clerk = Clerk(try store.open())
            try expire(clerk)
            let copy = try clerk.ledger.beginCopy(to: store.directory + "/copy.db")
            while try !copy.step() {}
            #expect(try copy.completion(StoreMark(1)).lastEvent == clerk.ledger.overview.lastEvent)
            let copied = try SQLiteLedger(path: store.directory + "/copy.db", rules: LedgerRules())
            #expect(try Snapshot(of: copied) == Snapshot(of: clerk.ledger))
        }
    }

    @Test func `wait in bounded numbers`() throws {
        try Store.withNew { store in
            var rules = LedgerRules()
            rules.expiriesTogether = 1
            let clerk = Clerk(try SQLiteLedger(path: store.path, rules: rules, unpostedLimit: 3))
            for second in 1...30 { _ = try clerk.create(.make(expirySec: FakeClock.startSec + Int64(second))) }
            for _ in 1...30 {
                clerk.pass(seconds: 1)
                #expect(try clerk.maintain().events.count == 1)
            }
            try clerk.ledger.close()
            clerk.ledger = MemoryLedger()
            #expect(try counts(in: store)[0] <= 4)
        }
    }

    @Test func `are not removed from history before they are posted`() throws {
        try Store.withNew { store in
            var rules = LedgerRules()
            rules.retentionSec = 100
            let clerk = Clerk(try SQLiteLedger(path: store.path, rules: rules))
            try expire(clerk)
            clerk.pass(seconds: 10_000)
            let limit = 1000
            #expect(try clerk.ledger.removeHistory(at: clerk.now, clock: nil, limit: limit) == Removal())
            try clerk.ledger.post(limit: limit)
            #expect(try clerk.ledger.removeHistory(at: clerk.now, clock: nil, limit: limit).events > 30)
        }
    }
}
