import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("A session that was never used") struct UnusedSessionTests {
    /// Grants sessions, of which some expire after 100 s.
    private func create(_ count: Int, expiring: Int = 0, by clerk: Clerk) throws {
        for number in 1...count {
            let expirySec = number <= expiring ? FakeClock.startSec + 100 : 0
            _ = try clerk.answer(.create(.make(.make(expirySec: expirySec), freshID: SessionID(UInt128(number)))))
        }
    }

    /// How many say that they were never used, and how many have balances.
    private func counts(in store: Store) throws -> [Int64] {
        [try store.number("SELECT count(*) FROM unused_session"), try store.number("SELECT count(*) FROM balance")]
    }

    @Test func `has no balances, and is what was granted`() throws {
        var granted: [Session] = []
        try Store.withClosed({ clerk in
            try create(2, by: clerk)
            granted = try (1...2).map { try clerk.session(SessionID($0)) }
        }) { store in
            #expect(try counts(in: store) == [2, 0])
            try store.withClerk { clerk throws in
                #expect(try (1...2).map { try clerk.session(SessionID($0)) } == granted)
                #expect(try clerk.events(of: SessionID(2)).map(\.sequence) == [2])
                let denied = try clerk.authorize(.transfer(1_000_000), within: SessionID(1))
                #expect(denied.denial == .nativeAllowanceExceeded)
                try clerk.ledger.close()
            }
            #expect(try counts(in: store) == [2, 0])
        }
    }

    @Test(arguments: Use.allCases)
    func `has them from its first use on, and counts on from there`(use: Use) throws {
        try Store.withClosed({ try create(2, expiring: 1, by: $0) }) { store in
            for round in 1...2 {
                try store.withClerk { clerk throws in
                    if round == 1 { try use.happen(to: SessionID(1), by: clerk) }
                    let session = try clerk.session(SessionID(1))
                    #expect(session.status == use.status && session.meters.first?.debited == use.debited)
                    #expect(try clerk.events(of: SessionID(1)).count == use.events)
                    try clerk.ledger.close()
                }
                #expect(try counts(in: store) == [1, 1])
            }
        }
    }

    /// What may become of it first.
    enum Use: CaseIterable {
        case reserved, settledAtOnce, settled, lapsed, revoked, expired

        var status: SessionStatus {
            switch self {
            case .reserved, .settledAtOnce, .settled, .lapsed: .active
            case .revoked: .revoked
            case .expired: .expired
            }
        }

        var debited: Amount {
            switch self {
            case .reserved, .settledAtOnce, .settled, .lapsed: 5
            case .revoked, .expired: 0
            }
        }

        var events: Int {
            switch self {
            case .reserved, .settledAtOnce, .revoked, .expired: 2
            case .settled, .lapsed: 3
            }
        }

        func happen(to id: SessionID, by clerk: Clerk) throws {
            switch self {
            case .reserved: _ = try clerk.reserve(.transfer(5), within: id)
            case .settledAtOnce: _ = try clerk.authorize(.transfer(5), within: id, settle: true).authorization()
            case .settled: _ = try clerk.settle(clerk.reserve(.transfer(5), within: id), as: .success)
            case .lapsed:
                clerk.ledger.rules.reservationSec = 10
                _ = try clerk.reserve(.transfer(5), within: id)
                clerk.pass(seconds: 10)
                try clerk.maintain()
            case .revoked: _ = try clerk.revoke(.session(id))
            case .expired:
                clerk.pass(seconds: 100)
                try clerk.maintain()
            }
        }
    }

    @Test func `that is granted and used at once has balances only`() throws {
        try Store.withClosed({ clerk in
            let id = SessionID(1)
            let answered = try clerk.commit([
                .create(.make(freshID: id)), clerk.authorization(of: .transfer(5), within: id),
                .create(.make(freshID: SessionID(2))),
            ])
            #expect(answered.answers.allSatisfy { (try? $0.get()) != nil })
        }) { store throws in #expect(try counts(in: store) == [1, 1]) }
    }

    @Test func `has balances once its ending by a wave is written down`() throws {
        try Store.withClosed({ clerk in
            try create(20, expiring: 20, by: clerk)
            clerk.pass(seconds: 100)
            #expect(try clerk.maintain().events.count == 20)
        }) { store in
            #expect(try counts(in: store) == [20, 0])
            try store.withClerk { clerk throws in
                while clerk.ledger.hasUnposted { try clerk.ledger.post(limit: 7) }
                try clerk.ledger.close()
            }
            #expect(try counts(in: store) == [0, 20])
        }
    }

    @Test func `is one again where the transaction of its first use fails`() throws {
        try Store.withClosed({ try create(4, by: $0) }) { store in
            try store.execute(
                """
                CREATE TRIGGER refused BEFORE INSERT ON authorization WHEN new.session = 2
                BEGIN SELECT raise(ABORT, 'refused'); END
                """)
            // With room for so few, what is asked for next has the first one written before the last one fails.
            let clerk = Clerk(try SQLiteLedger(path: store.path, rules: LedgerRules(), sessionsInMemory: 1))
            let answered = try clerk.commit([
                .revoke(RevokeRequest(.session(SessionID(1)))),
                .read(.session(SessionID(3))), .read(.session(SessionID(4))),
                clerk.authorization(of: .transfer(5), within: SessionID(2)),
            ])
            #expect(answered.answers.map { (try? $0.get()) != nil } == [true, true, true, false])
            try clerk.ledger.close()
            clerk.ledger = MemoryLedger()
            #expect(try counts(in: store) == [3, 1])
            try store.withClerk { clerk throws in
                #expect(try (1...2).map { try clerk.session(SessionID($0)).status } == [.revoked, .active])
            }
        }
    }

    @Test func `is not what one is whose balances are gone while it is in memory`() throws {
        try Store.withNew { store in
            let ledger = try store.open()
            let clerk = Clerk(ledger)
            try create(2, by: clerk)
            let first = try clerk.reserve(.transfer(5), within: SessionID(1))
            _ = try clerk.settle(first, as: .success)
            let second = try clerk.reserve(.transfer(6), within: SessionID(1))
            try ledger.connection.execute("DELETE FROM balance")
            #expect(throws: LedgerError.self) { try clerk.settle(second, as: .success) }
            #expect(throws: LedgerError.self) { try clerk.reserve(.transfer(1), within: SessionID(1)) }
            _ = try clerk.reserve(.transfer(1), within: SessionID(2))
        }
    }
}
