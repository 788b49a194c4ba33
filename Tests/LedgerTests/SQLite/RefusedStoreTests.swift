import Descriptors
import Glibc
import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("A store that is refused") struct RefusedStoreTests {
    /// Opens the store, which must be refused, and gives the reason; what the files hold must be as it was. SQLite may
    /// leave an empty log.
    private func refusal(of store: Store) throws -> OpeningError? {
        let contents = { try store.contents.files.filter { !$0.value.isEmpty } }
        let before = try contents()
        defer { #expect((try? contents()) == before) }
        return #expect(throws: OpeningError.self) { try store.open() }
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
            #expect(error?.description.hasSuffix("No such file or directory (ENOENT)") == true)
        }
    }

    @Test func `a directory in the store's place is told as what it is`() throws {
        try Store.withNew { store in
            try Directory.create(store.path, mode: 0o700)
            let error = #expect(throws: OpeningError.self) { try store.open() }
            #expect(error?.description.hasSuffix("Is a directory (EISDIR)") == true)
        }
    }

    @Test func `a limit on the size of files is told as one`() async {
        await #expect(processExitsWith: .success) {
            SignalReader.ignoreFileSizeLimit()
            try Store.withNew { store in
                var limit = rlimit(rlim_cur: 10_000, rlim_max: 10_000)
                try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
                let error = #expect(throws: OpeningError.self) { try store.open() }
                let words = error?.description ?? ""
                #expect(words.contains("File too large (EFBIG): raise the limit (LimitFSIZE="))
            }
        }
    }
}
