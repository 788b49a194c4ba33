import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

/// The disk fails to read the row of a session as its account is revoked.
@Suite("A session whose row is not read") struct UnreadSessionTests {
    /// Runs the body with sessions of which the first one and the last have an account to themselves, once the first
    /// one has been used and its row is no more in SQLite's memory; and then with the store, opened again.
    private func withFirstUnread(
        _ use: (Clerk) throws -> Void, _ body: (Store, Clerk) throws -> Void,
        after: (Clerk) throws -> Void
    ) throws {
        try Store.withClosed({ clerk in
            for number in 1...400 {
                let definition = SessionDefinition.make(account: [1, 400].contains(number) ? .account : .make(9))
                _ = try clerk.answer(.create(.make(definition, freshID: SessionID(UInt128(number)))))
            }
        }) { store in
            try store.withClerk { clerk throws in
                let ledger = try #require(clerk.ledger as? SQLiteLedger)
                try use(clerk)
                try keepAllButFirst(of: ledger)
                try body(store, clerk)
                try ledger.close()
            }
            try after(Clerk(store.open()))
        }
    }

    /// Has SQLite hold every page in memory but those with the rows of the first sessions.
    private func keepAllButFirst(of ledger: SQLiteLedger) throws {
        try ledger.connection.execute("PRAGMA shrink_memory")
        for table in [
            "balance", "event", "authorization", "event_milestone", "clock", "unused_session", "damaged_session",
        ] {
            #expect(try ledger.connection.number("SELECT 1 FROM pragma_integrity_check('\(table)')") == 1)
        }
        for rows in ["id >= x''", "account >= x''", "status >= ''"] {
            #expect(try ledger.connection.number("SELECT count(*) FROM session WHERE \(rows)") == 400)
        }
        let last = "SELECT count(permissions_as_given) FROM session WHERE number > 200"
        #expect(try ledger.connection.number(last) == 200)
    }

    @Test func `is denied everything for as long as that is so, and no longer`() throws {
        let first = SessionID(1)
        // What it owes is in memory.
        try withFirstUnread({ _ = try $0.reserve(.transfer(1), within: first) }) { store, clerk in
            try UnreadableFile.with(store.path) { () throws in
                #expect(try clerk.revoke(.account(.account)).revokedIDs() == [SessionID(400)])
                let told = clerk.ledger.takeDamage()?.description
                #expect(told?.hasPrefix("the store cannot be read: the session of number 1: ") == true)
                for _ in 0..<2 {
                    #expect(throws: LedgerError.self) { try clerk.reserve(.transfer(1), within: first) }
                }
            }
            _ = try clerk.reserve(.transfer(1), within: first)
        } after: { clerk throws in
            #expect(try clerk.session(first).meters.first?.reserved == 2)
            #expect(try clerk.revoke(.account(.account)).revokedIDs() == [first])
        }
    }

    @Test func `is revoked with its account once the disk is mended`() throws {
        try withFirstUnread({ _ = try $0.session(SessionID(1)) }) { store, clerk in
            try UnreadableFile.with(store.path) { () throws in
                #expect(try clerk.revoke(.account(.account)).revokedIDs() == [SessionID(400)])
                #expect(throws: LedgerError.self) { try clerk.reserve(.transfer(1), within: SessionID(1)) }
            }
            #expect(try clerk.revoke(.account(.account)).revokedIDs() == [SessionID(1)])
        } after: { clerk throws in
            #expect(try clerk.session(SessionID(1)).status == .revoked)
        }
    }
}
