import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("Opening a store") struct OpeningTests {
    /// Opens the store, which must be refused, and gives the reason; what the files hold must be as it was. SQLite may
    /// leave an empty log.
    private func refusal(of store: Store) throws -> OpeningError? {
        let contents = { try store.contents.files.filter { !$0.value.isEmpty } }
        let before = try contents()
        defer { #expect((try? contents()) == before) }
        return #expect(throws: OpeningError.self) { try store.open() }
    }

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

    @Test func `a schema from before the first release is refused, and the store left as it is`() throws {
        try Store.withClosed({ try $0.workADay() }) { store in
            try store.execute("PRAGMA user_version = 1")
            #expect(try refusal(of: store) == .unreleasedSchema(path: store.path, found: 1))
        }
    }

    @Test(arguments: [true, false])
    func `a newer schema is refused, and the store left byte for byte as it is`(emptyingLog: Bool) throws {
        try Store.withClosed({ try $0.workADay() }) { store in
            try store.execute("PRAGMA user_version = 99", emptyingLog: emptyingLog)
            let error = try refusal(of: store)
            #expect(error == .newerSchema(path: store.path, found: 99, known: Migration.newest))
            #expect(error?.description.hasPrefix("\(store.path) has schema 99, and this leashd knows") == true)
        }
    }

    @Test(
        arguments: [
            "CREATE TABLE note (text TEXT)", "PRAGMA user_version = 1", "PRAGMA application_id = 7",
            "PRAGMA journal_mode = WAL; CREATE TABLE note (text TEXT)",
        ], [true, false])
    func `a database of another program is refused, and left as it is`(sql: String, emptyingLog: Bool) throws {
        try Store.withNew { store in
            try store.execute(sql, emptyingLog: emptyingLog)
            #expect(try refusal(of: store) == .notALedger(path: store.path))
        }
    }

    @Test func `a store that is open is refused to everybody else`() throws {
        try Store.withNew { store in
            var ledger: SQLiteLedger? = try store.open()
            #expect(throws: OpeningError.inUse(path: store.path)) { try store.open() }
            try ledger?.close()
            #expect(throws: OpeningError.inUse(path: store.path)) { try store.open() }
            ledger = nil
            #expect(throws: Never.self) { try store.open() }
        }
    }

    @Test func `a file that is no database is refused with a sentence`() throws {
        try Store.withNew { store in
            var contents = try store.contents
            contents.files["ledger.db"] =
                Array("no database, whatever its name says; ".utf8) + Array(repeating: 1, count: 9000)
            try contents.write(to: store.directory)
            let error = try refusal(of: store)
            #expect(error?.description.hasPrefix("\(store.path) is damaged, and was left as it is: ") == true)
        }
    }

    @Test(arguments: [0, 1, 2, 100, 511])
    func `a store that lost its beginning is refused, and its log is left as it is`(size: Int) throws {
        try Store.withNew { store in
            try store.withClerk { clerk in
                try clerk.workADay()
                // What a killed process would leave, cut.
                var contents = try store.contents
                contents.files["ledger.db"] = contents.files["ledger.db"].map { Array($0.prefix(size)) }
                try Store.withNew { copy in
                    try contents.write(to: copy.directory)
                    guard case .damaged = try refusal(of: copy) else {
                        Issue.record("not refused as damaged")
                        return
                    }
                }
            }
        }
    }

    @Test func `a log whose database is gone is left as it is`() throws {
        try Store.withNew { store in
            try store.withClerk { clerk in
                try clerk.workADay()
                var contents = try store.contents
                contents.files["ledger.db"] = nil
                try Store.withNew { copy in
                    try contents.write(to: copy.directory)
                    #expect(
                        try refusal(of: copy)
                            == .damaged(
                                path: copy.path, "nothing is left of it, and its log \(copy.path)-wal is there"))
                }
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

    @Test func `a store that lost its end is refused with a sentence`() throws {
        try Store.withClosed({ try $0.workADay() }) { store in
            var contents = try store.contents
            let whole = try #require(contents.files["ledger.db"])
            contents.files["ledger.db"] = Array(whole.prefix(whole.count / 2))
            try contents.write(to: store.directory)
            let error = try refusal(of: store)
            #expect(error?.description.hasPrefix("\(store.path) is damaged, and was left as it is: ") == true)
        }
    }

    @Test func `a store that lacks a table is refused with a sentence`() throws {
        try Store.withClosed({ try $0.workADay() }) { store in
            try store.execute("DROP TABLE event")
            let error = try refusal(of: store)
            #expect(error?.description.contains("no such table: event") == true)
        }
    }

    @Test func `a store that does not say where its events begin is refused with a sentence`() throws {
        try Store.withClosed({ try $0.workADay() }) { store in
            try store.execute("DELETE FROM event_bounds")
            let error = try refusal(of: store)
            #expect(error?.description.contains("it does not say where its events begin") == true)
        }
    }

    @Test func `a directory that is not there is named`() throws {
        try Store.withNew { store in
            let path = store.directory + "/missing/ledger.db"
            let error = #expect(throws: OpeningError.self) { try SQLiteLedger(path: path, rules: LedgerRules()) }
            #expect(error?.description.hasPrefix("\(path) cannot be opened: ") == true)
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
