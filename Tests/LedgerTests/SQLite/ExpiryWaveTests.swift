import Descriptors
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

    @Test(arguments: [
        "UPDATE expiry_wave SET expiries = substr(expiries, 2)",
        "UPDATE expiry_wave SET expiries = CAST(substr(expiries, 33) || substr(expiries, 1, 32) AS BLOB)",
        "UPDATE expiry_wave SET first = 9223372036854775807",
        "UPDATE expiry_wave SET time_ms = 1000",
        "INSERT INTO expiry_wave SELECT first + 1, time_ms, expiries FROM expiry_wave",
    ])
    func `are refused at the start where their row is damaged`(sql: String) throws {
        try Store.withClosed({ try expire($0) }) { store in
            try store.execute(sql)
            let error = #expect(throws: OpeningError.self) { try store.open() }
            #expect(error?.description.contains("is damaged, and was left as it is") == true)
        }
    }

    @Test(arguments: [
        "UPDATE expiry_wave SET expiries = CAST(substr(expiries, 1, 31) || x'ff' || substr(expiries, 33) AS BLOB)",
        "UPDATE session SET expiry_sec = expiry_sec - 7 WHERE number = 1",
    ])
    func `cost the answers of one, where its row and theirs contradict each other`(sql: String) throws {
        try Store.withClosed({ try expire($0) }) { store in
            try store.execute(sql)
            try store.withClerk { clerk in
                let answered = try clerk.commit([.read(.session(SessionID(1))), .read(.session(SessionID(2)))])
                guard case .failure(.corrupt) = answered.answers[0] else {
                    Issue.record("not refused as damaged: \(answered.answers[0])")
                    return
                }
                guard case .success(.session(let record)) = answered.answers[1] else {
                    throw LedgerError.corrupt("both")
                }
                #expect(record.session.status == .expired)
            }
        }
    }

    @Test func `hold up nobody for ever where their index has one in another order`() throws {
        let expirySec = FakeClock.startSec + 60
        try withThirty(expiringAt: expirySec) { store in
            try damageEntry(20, of: expirySec, in: store)
            let clerk = Clerk(try store.open())
            clerk.pass(seconds: 60)
            var ended: Set<SessionID> = []
            for _ in 0..<3 { ended.formUnion(try clerk.maintain().events.map(\.session)) }
            // Entries that cannot be found any more cost their sessions everything.
            #expect(ended.count > 20 && clerk.ledger.takeDamage() != nil)
            for id in (1...30).map({ SessionID($0) }) where !ended.contains(id) {
                #expect(throws: LedgerError.self) { try clerk.session(id) }
            }
        }
    }

    @Test func `are removed even where the index hides some of their sessions`() throws {
        let expirySec = FakeClock.startSec + 60
        try withThirty(expiringAt: expirySec) { store in
            // Whoever looks for the ones before it meets it first, and goes the wrong way.
            try damageEntry(5, of: expirySec, in: store)
            let clerk = Clerk(try store.open())
            clerk.pass(seconds: 60)
            #expect(try clerk.maintain().events.count > 20)
            var failures = 0
            for _ in 0..<8 where clerk.ledger.hasUnposted {
                do { try clerk.ledger.post(limit: 16) } catch { failures += 1 }
            }
            #expect(failures > 0 && !clerk.ledger.hasUnposted)
            // No event is lacking, and after a kill nobody is ended, or told of, a second time.
            clerk.ledger = MemoryLedger()
            let last = try store.number("SELECT max(sequence) FROM event")
            #expect(try last > 80 && store.number("SELECT count(*) FROM event") == last)
            let again = Clerk(try store.open())
            again.pass(seconds: 60)
            for _ in 0..<3 { _ = try again.maintain() }
            again.pass(seconds: 1000)
            for _ in 0..<3 { _ = try again.maintain() }
            for id in (31...60).map({ SessionID($0) }) { #expect(try again.session(id).status == .expired) }
            for _ in 0..<8 where again.ledger.hasUnposted { try? again.ledger.post(limit: 16) }
            again.ledger = MemoryLedger()
            let ended = "FROM event WHERE type = 'session_expired'"
            #expect(try store.number("SELECT count(*) - count(DISTINCT session) \(ended)") == 0)
            // But for the one that stands where nobody looks for it.
            #expect(try store.number("SELECT count(*) \(ended)") >= 59)
            #expect(try store.number("SELECT max(sequence) - count(*) FROM event") == 0)
        }
    }

    /// Thirty sessions that expire together, and thirty a while later.
    private func withThirty(expiringAt second: Int64, _ body: (Store) throws -> Void) throws {
        try Store.withClosed(
            { clerk in
                for number in 1...60 {
                    let definition = SessionDefinition.make(expirySec: number <= 30 ? second : second + 1000)
                    _ = try clerk.answer(.create(.make(definition, freshID: SessionID(UInt128(number)))))
                }
            }, body)
    }

    /// Has an entry of the index of expiries say an earlier second than its session's row.
    private func damageEntry(_ entry: Int, of second: Int64, in store: Store) throws {
        let root = Int(try store.number("SELECT rootpage FROM sqlite_schema WHERE name = 'session_by_expiry'"))
        var bytes = try File.read(store.path, limit: 1 << 24)
        let encoded = (0..<4).map { UInt8(truncatingIfNeeded: second >> (24 - 8 * $0)) }
        let page = (root - 1) * 4096..<root * 4096
        let places = page.dropLast(3).filter { Array(bytes[$0..<$0 + 4]) == encoded }
        try #require(places.count == 30 && encoded[2] & 2 != 0)
        bytes[places[entry] + 2] ^= 2
        try File.write(bytes, to: store.path, mode: 0o600)
    }
}
