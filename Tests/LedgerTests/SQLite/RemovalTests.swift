import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("A store whose history is removed") struct RemovalTests {
    static var rules: LedgerRules {
        var rules = LedgerRules()
        rules.retentionSec = 86_400
        return rules
    }

    func withClerk(of store: Store, _ body: (Clerk) throws -> Void) throws {
        let clerk = Clerk(try store.open())
        clerk.ledger.rules = Self.rules
        try body(clerk)
    }

    /// Two ended sessions and an active one, their operations mixed, a settlement after the end, and two days.
    func live(_ clerk: Clerk) throws -> (ended: SessionID, late: SessionID, active: SessionID) {
        let sessions = (ended: try clerk.create(), late: try clerk.create(), active: try clerk.create())
        var open: [Authorization] = []
        for step in 0..<70 {
            _ = try clerk.authorize(.transfer(1), within: sessions.ended, named: "pay \(step)", settle: true)
            open.append(try clerk.reserve(.transfer(1), within: sessions.late, named: "pay \(step)"))
            _ = try clerk.authorize(.transfer(1), within: sessions.active, named: "pay \(step)", settle: true)
        }
        _ = try clerk.revoke(.session(sessions.late))
        _ = try clerk.revoke(.session(sessions.ended))
        for one in open.reversed() { _ = try clerk.settle(one, as: .success) }
        clerk.pass(seconds: 2 * 86_400)
        return sessions
    }

    func expectSound(_ store: Store) throws {
        let connection = try Connection(path: store.path)
        try connection.prepare("PRAGMA foreign_key_check").forEach { row throws(LedgerError) in
            Issue.record("\(row.text(0)) \(row.integer(1)) refers to \(row.text(2))")
            return false
        }
        let verdict = try connection.prepare("PRAGMA integrity_check").first { row throws(LedgerError) in row.text(0) }
        #expect(verdict == "ok")
    }

    @Test func `gives no number twice, after everything that may go is gone and it was opened again`() throws {
        try Store.withNew { store in
            var newest: UInt64 = 0
            try withClerk(of: store) { clerk in
                let sessions = try live(clerk)
                newest = try clerk.authorize(.transfer(1), within: sessions.active, settle: true).authorization().id
                    .number
                _ = try clerk.revoke(.account(.account))
                clerk.pass(seconds: 2 * 86_400)
                #expect(try clerk.removeAllHistory().authorizations == 140)
                try clerk.ledger.close()
            }
            try expectSound(store)
            try withClerk(of: store) { clerk in
                clerk.pass(seconds: 4 * 86_400)
                let last = clerk.ledger.overview.lastEvent
                #expect(clerk.ledger.overview.firstEvent == last)
                let id = SessionID(99)
                _ = try clerk.answer(.create(.make(freshID: id)))
                let next = try clerk.reserve(.transfer(1), within: id).id.number
                #expect(next > newest && next == UInt64(last) + 2)
                #expect(try clerk.events(of: id).map(\.sequence) == [last + 1, last + 2])
                #expect(try clerk.removeAllHistory() == Removal(events: 1, authorizations: 71))
            }
        }
    }

    @Test(arguments: [
        "DELETE FROM authorization WHERE number = (SELECT last_authorization FROM balance WHERE slot = 256)",
        "UPDATE balance SET tally_seal = tally_seal + 1 WHERE slot = 256", "DELETE FROM balance WHERE slot = 256",
        "CREATE TRIGGER refused BEFORE DELETE ON authorization WHEN old.session = 1 "
            + "BEGIN SELECT raise(ABORT, 'refused'); END",
    ])
    func `keeps what a damaged session has, and nothing of others`(damage: String) throws {
        try Store.withNew { store in
            var late = SessionID(0)
            try withClerk(of: store) { clerk in
                let sessions = try live(clerk)
                late = sessions.late
                _ = try clerk.authorize(.transfer(1), within: sessions.active, settle: true)
                try clerk.ledger.close()
            }
            try store.execute("DROP TRIGGER authorization_stays; \(damage)")
            let kept = try authorizationsOfFirst(in: store)
            try withClerk(of: store) { clerk in
                clerk.pass(seconds: 4 * 86_400)
                var isDamaged = false
                var steps = 0
                while steps < 100 {
                    let step = try clerk.removeHistory(limit: 64)
                    isDamaged = isDamaged || step.damage != nil
                    guard let next = step.next, next <= clerk.now.now else { break }
                    steps += 1
                }
                #expect(try clerk.authorizations(of: late).entries.isEmpty)
                #expect(isDamaged || damage.hasPrefix("DELETE FROM balance"))
                #expect(steps < 100)
                try clerk.ledger.close()
            }
            #expect(try authorizationsOfFirst(in: store) == kept && kept >= 69)
        }
    }

    /// How many authorizations of its first session a store has.
    private func authorizationsOfFirst(in store: Store) throws -> Int64 {
        try Connection(path: store.path).number("SELECT count(*) FROM authorization WHERE session = 1")
    }

    @Test func `pages of a session's ledger go on while it is removed`() throws {
        try Store.withNew { store in
            try withClerk(of: store) { clerk in
                let sessions = try live(clerk)
                _ = try clerk.authorize(.transfer(1), within: sessions.active, settle: true)
                let page = try clerk.authorizations(of: sessions.ended, PageRequest(limit: 5))
                let all = try clerk.authorizations(of: sessions.ended).entries
                // All events, and then some of the session's newest.
                while try clerk.removeHistory(limit: 4).authorizations == 0 {}
                let left = try clerk.authorizations(of: sessions.ended).entries.map(\.id)
                #expect((66..<70).contains(left.count))
                let rest = try clerk.authorizations(of: sessions.ended, PageRequest(limit: 100, before: page.next))
                    .entries
                #expect(rest.map(\.id) == all.dropFirst(5).map(\.id))
            }
        }
    }

    @Test func `stops at an event whose time is none`() throws {
        try Store.withNew { store in
            try withClerk(of: store) { clerk in
                _ = try live(clerk)
                try clerk.ledger.close()
            }
            try store.execute("UPDATE event SET time_ms = \(Int64.max) WHERE sequence = 2")
            try withClerk(of: store) { clerk in
                clerk.pass(seconds: 4 * 86_400)
                let (first, second) = (try clerk.removeHistory(), try clerk.removeHistory())
                #expect(first.events == 1 && second == Removal())
            }
        }
    }
}
