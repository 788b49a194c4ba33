import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

/// A page of the sessions is not what was written. Once SQLite has found that, it takes no write until the transaction
/// ends.
@Suite("A damaged page of sessions") struct DamagedPageTests {
    private let expirySec = FakeClock.startSec + 60

    /// Sessions of one account.
    private func withSessions(_ count: UInt128 = 100, _ body: (Store) throws -> Void) throws {
        try Store.withClosed(
            { clerk in
                for number in 1...count {
                    _ = try clerk.answer(.create(.make(.make(expirySec: expirySec), freshID: SessionID(number))))
                }
            }, body)
    }

    /// A hundred, of which the first ones stand on that page.
    private func withDamagedHundred(_ body: (Clerk) throws -> Void) throws {
        try withSessions { store in
            try store.damageFirstPage(of: "session")
            try store.withClerk(body)
        }
    }

    @Test func `lets no session of a revoked account go on that is in memory`() throws {
        try withSessions { store in
            let page = try store.pages(of: "session").first
            let ledger = try store.open()
            let clerk = Clerk(ledger)
            _ = try clerk.reserve(.transfer(1), within: SessionID(1))
            try ledger.connection.execute("PRAGMA shrink_memory")
            try store.damage(page: page)
            // It is known, and its row is not asked for.
            _ = try clerk.reserve(.transfer(1), within: SessionID(1))
            guard case .revoked(let ids) = try clerk.revoke(.account(.account)) else {
                Issue.record("nothing was revoked")
                return
            }
            #expect(ids.count > 30 && !ids.contains(SessionID(1)))
            #expect(throws: LedgerError.self) { try clerk.reserve(.transfer(1), within: SessionID(1)) }
            #expect(try ledger.connection.number("SELECT count(*) FROM damaged_session WHERE number = 1") == 1)
        }
    }

    @Test func `has no session given up that stands elsewhere`() throws {
        try withSessions { store in
            try store.withClerk { clerk in
                for number: UInt128 in 1...100 { _ = try clerk.reserve(.transfer(1), within: SessionID(number)) }
                try clerk.ledger.close()
            }
            try store.damage(page: store.pages(of: "balance").last)
            let clerk = Clerk(try store.open())
            // What it owes is written after the last one was found to be damaged.
            _ = try clerk.reserve(.transfer(1), within: SessionID(1))
            guard case .revoked(let ids) = try clerk.revoke(.account(.account)) else {
                Issue.record("nothing was revoked")
                return
            }
            #expect(ids.count > 30 && ids.count < 100 && ids == (1...UInt128(ids.count)).map { SessionID($0) })
            #expect(clerk.ledger.takeDamage() != nil)
        }
    }

    @Test func `keeps no other of their account from being revoked`() throws {
        try withDamagedHundred { clerk throws in
            guard case .revoked(let ids) = try clerk.revoke(.account(.account)) else {
                Issue.record("nothing was revoked")
                return
            }
            #expect(ids.count > 30 && ids.count < 100)
            #expect(clerk.ledger.takeDamage() != nil)
            for id in ids { #expect(try clerk.session(id).status == .revoked) }
            // Those that cannot be written, as they stand beside that page, are given up.
            for id in (1...100).map({ SessionID($0) }) where !ids.contains(id) {
                #expect(throws: LedgerError.self) { try clerk.authorize(.transfer(1), within: id) }
            }
        }
    }

    @Test func `keeps no other's ending from being written down`() throws {
        try withDamagedHundred { clerk throws in
            clerk.pass(seconds: 60)
            #expect(try clerk.maintain().events.count == 100)
            for _ in 0..<20 where clerk.ledger.hasUnposted { try? clerk.ledger.post(limit: 16) }
            #expect(!clerk.ledger.hasUnposted)
            #expect(try clerk.session(SessionID(100)).status == .expired)
        }
    }
}
