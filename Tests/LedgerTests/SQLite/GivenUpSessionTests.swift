import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

/// A session whose rows cannot be written, among others.
@Suite("A session that is given up") struct GivenUpSessionTests {
    /// Three sessions, the second of which cannot be written.
    private func withThree(expirySec: Int64 = 0, _ body: (Clerk) throws -> Void) throws {
        try Store.withNew { store in
            try store.withClerk { clerk in
                for number: UInt128 in 1...3 {
                    _ = try clerk.answer(.create(.make(.make(expirySec: expirySec), freshID: SessionID(number))))
                }
                try clerk.ledger.close()
            }
            try store.refuseBalance(slot: 256 * 2)
            let clerk = Clerk(try store.open())
            for number: UInt128 in 1...3 { _ = try clerk.reserve(.transfer(1), within: SessionID(number)) }
            try body(clerk)
            #expect(throws: LedgerError.self) { try clerk.session(SessionID(2)) }
            #expect(clerk.ledger.takeDamage()?.description.contains("damaged: session \(SessionID(2)): ") == true)
            #expect(clerk.ledger.takeDamage() == nil)
        }
    }

    @Test func `keeps no other of its account from being revoked`() throws {
        try withThree { clerk throws in
            let answer = try clerk.revoke(.account(.account))
            guard case .revoked(let ids) = answer else {
                Issue.record("\(answer)")
                return
            }
            #expect(Set(ids) == [SessionID(1), SessionID(3)])
        }
    }

    @Test func `is told beside another that is given up with it`() throws {
        try Store.withClosed({ clerk in
            for number: UInt128 in 1...3 { _ = try clerk.answer(.create(.make(freshID: SessionID(number)))) }
        }) { store in
            try store.execute(
                "CREATE TRIGGER refused BEFORE INSERT ON balance WHEN new.slot >= \(256 * 2) BEGIN "
                    + "SELECT raise(ABORT, 'refused'); END")
            let clerk = Clerk(try store.open())
            for number: UInt128 in 1...3 { _ = try clerk.reserve(.transfer(1), within: SessionID(number)) }
            #expect(try clerk.revoke(.account(.account)).revokedIDs() == [SessionID(1)])
            var reasons: [String] = []
            while let damage = clerk.ledger.takeDamage() { reasons.append(damage.description) }
            #expect(reasons.count == 2)
            for number: UInt128 in 2...3 {
                #expect(reasons.contains { $0.hasPrefix("the store is damaged: session \(SessionID(number)): ") })
            }
        }
    }

    @Test func `keeps nothing of others from being settled by time`() throws {
        try withThree { clerk throws in
            clerk.pass(seconds: 3600)
            #expect(try clerk.maintain().events.map(\.session) == [SessionID(1), SessionID(3)])
        }
    }

    @Test func `keeps no other's ending from being written down`() throws {
        try withThree(expirySec: FakeClock.startSec + 100) { clerk throws in
            clerk.ledger.rules.expiriesTogether = 2
            clerk.pass(seconds: 200)
            #expect(try clerk.maintain().events.count == 3)
            // Of the one that is given up it is told that it could not be.
            try? clerk.ledger.post(limit: 16)
            #expect(!clerk.ledger.hasUnposted)
        }
    }

    @Test func `whose row is gone from under its index keeps no other's ending from being written down`() throws {
        try Store.withNew { store in
            try store.withClerk { clerk throws in
                for number: UInt128 in 1...3 {
                    _ = try clerk.answer(
                        .create(.make(.make(expirySec: FakeClock.startSec + 100), freshID: SessionID(number))))
                }
                clerk.ledger.rules.expiriesTogether = 2
                clerk.pass(seconds: 200)
                #expect(try clerk.maintain().events.count == 3)
                try clerk.ledger.close()
            }
            // The index keeps its entry while it is none of the schema.
            try store.execute(
                """
                DROP TRIGGER session_stays; PRAGMA writable_schema = ON;
                CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'session_by_expiry';
                DELETE FROM sqlite_schema WHERE name = 'session_by_expiry'; PRAGMA writable_schema = RESET;
                """)
            try store.execute(
                """
                DELETE FROM session WHERE number = 2; PRAGMA writable_schema = ON;
                INSERT INTO sqlite_schema SELECT * FROM kept; PRAGMA writable_schema = RESET;
                """)
            let clerk = Clerk(try store.open())
            clerk.pass(seconds: 200)
            #expect(throws: LedgerError.self) { try clerk.ledger.post(limit: 16) }
            #expect(!clerk.ledger.hasUnposted)
            try clerk.ledger.post(limit: 16)
        }
    }
}
