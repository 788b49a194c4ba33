import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("Opening a store") struct OpeningTests {
    @Test func `a file that is not there, or empty, becomes a store of the newest schema`() throws {
        try Store.withNew { store in
            let ledger = try store.open()
            #expect(ledger.overview.schemaVersion == Int(Migration.newest))
        }
        try Store.withNew { store in
            try store.execute("PRAGMA user_version")
            let ledger = try store.open()
            #expect(try ledger.bytes > 0)
            #expect(ledger.overview.schemaVersion == Int(Migration.newest))
        }
    }

    @Test func `the steps of the schema are numbered one by one`() {
        #expect(Migration.all.map(\.number) == (Migration.oldest...Migration.newest).map(\.self))
    }

    @Test(arguments: Migration.all.map(\.number))
    func `a store of every released schema opens in the newest one and works`(released: Int64) throws {
        try Store.withNew { store in
            for migration in Migration.all where migration.number <= released { try store.execute(migration.sql) }
            try store.execute("PRAGMA application_id = \(Opening.applicationID); PRAGMA user_version = \(released)")
            try store.withClerk { clerk in
                #expect(clerk.ledger.overview.schemaVersion == Int(Migration.newest))
                try clerk.workADay()
            }
        }
    }

    @Test func `a store of the first schema keeps its keys and its events`() throws {
        var paid: Answer?
        var events: [Event] = []
        var id: SessionID?
        try Store.withClosed({ clerk in
            let session = try clerk.create()
            id = session
            paid = try clerk.authorize(.transfer(1), within: session, named: "pay")
            _ = try clerk.settle(clerk.reserve(.transfer(2), within: session), as: .success)
            events = try clerk.events()
        }) { store in
            try store.takeBackToFirstSchema()
            let session = try #require(id)
            try store.withClerk { clerk in
                #expect(clerk.ledger.overview.schemaVersion == Int(Migration.newest))
                #expect(try clerk.events() == events && clerk.events(of: session) == events)
                let again = try clerk.authorize(.transfer(1), within: session, named: "pay")
                #expect(again == paid)
                let other = try clerk.authorize(.transfer(3), within: session, named: "pay")
                #expect(other.denial == .idempotencyConflict)
                // What comes after stands beside it.
                _ = try clerk.settle(clerk.reserve(.transfer(3), within: session), as: .reverted)
                #expect(try clerk.events().map(\.sequence) == Array(1...6))
                #expect(try clerk.events().prefix(4) == events[...] && clerk.events(of: session) == clerk.events())
                #expect(
                    try clerk.events(after: 3).map(\.body.type) == [
                        .authorizationSettled, .authorizationReserved, .authorizationSettled,
                    ])
            }
        }
    }

    @Test func `a commit is on the disk before it is answered, and one connection has the file`() throws {
        try Store.withNew { store in
            let connection = try Opening.open(store.path)
            let word = { (pragma: String) in
                try connection.prepare("PRAGMA \(pragma)").first { row throws(LedgerError) in row.text(0) }
            }
            #expect(try word("journal_mode") == "wal")
            #expect(try word("locking_mode") == "exclusive")
            // 2 is FULL: the log is flushed with each commit.
            #expect(try connection.number("PRAGMA synchronous") == 2)
            #expect(try connection.number("PRAGMA trusted_schema") == 0)
            #expect(try connection.number("PRAGMA cell_size_check") == 1)
            #expect(try connection.number("PRAGMA application_id") == Opening.applicationID)
        }
    }
}
