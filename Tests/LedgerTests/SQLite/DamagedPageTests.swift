import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

/// A page of the sessions is not what was written. Once SQLite has found that, it takes no write until the transaction
/// ends.
@Suite("A damaged page of sessions") struct DamagedPageTests {
    private let expirySec = FakeClock.startSec + 60

    /// A hundred sessions of one account, the first of which stand on that page.
    private func withHundred(_ body: (Clerk) throws -> Void) throws {
        try Store.withClosed({ clerk in
            for number: UInt128 in 1...100 {
                _ = try clerk.answer(.create(.make(.make(expirySec: expirySec), freshID: SessionID(number))))
            }
        }) { store in
            try store.damageFirstPage(of: "session")
            try store.withClerk(body)
        }
    }

    @Test func `keeps no other of their account from being revoked`() throws {
        try withHundred { clerk throws in
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
        try withHundred { clerk throws in
            clerk.pass(seconds: 60)
            #expect(try clerk.maintain().events.count == 100)
            for _ in 0..<20 where clerk.ledger.hasUnposted { try? clerk.ledger.post(limit: 16) }
            #expect(!clerk.ledger.hasUnposted)
            #expect(try clerk.session(SessionID(100)).status == .expired)
        }
    }
}
