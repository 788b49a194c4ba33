import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

/// The page that tells where a session's events are found is not what was written.
@Suite("A damaged page of milestones") struct DamagedMilestoneTests {
    private let expirySec = FakeClock.startSec + 60

    /// Twenty sessions of one account, of which the next event of the first is a milestone.
    private func withDamage(_ body: (Clerk) throws -> Void) throws {
        try Store.withClosed({ clerk in
            for number: UInt128 in 1...20 {
                _ = try clerk.answer(.create(.make(.make(expirySec: expirySec), freshID: SessionID(number))))
            }
            while try clerk.events(of: SessionID(1)).count < 63 {
                _ = try clerk.authorize(.transfer(1), within: SessionID(1), settle: true)
            }
        }) { store in
            try store.damage(page: store.rootPage(of: "event_milestone"))
            try store.withClerk(body)
        }
    }

    @Test func `keeps nothing of an account from being revoked`() throws {
        try withDamage { clerk throws in
            let all = (1...20).map { SessionID($0) }
            #expect(try clerk.revoke(.account(.account)) == .revoked(all))
            #expect(clerk.ledger.takeDamage() != nil)
            #expect(try clerk.events().count == 63 + 19 + 20)
        }
    }

    @Test func `keeps no ending from being written down`() throws {
        try withDamage { clerk throws in
            clerk.pass(seconds: 60)
            #expect(try clerk.maintain().events.count == 20)
            for _ in 0..<4 where clerk.ledger.hasUnposted { try clerk.ledger.post(limit: 16) }
            #expect(!clerk.ledger.hasUnposted)
            for number: UInt128 in 1...20 { #expect(try clerk.session(SessionID(number)).status == .expired) }
        }
    }

    @Test func `keeps no history from being removed`() throws {
        try withDamage { clerk throws in
            clerk.ledger.rules = RemovalTests.rules
            _ = try clerk.revoke(.account(.account))
            clerk.pass(seconds: 2 * 86_400)
            #expect(try clerk.removeAllHistory().events == 63 + 19 + 19)
        }
    }
}
