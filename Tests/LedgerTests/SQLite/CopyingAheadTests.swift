import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

/// A database whose commits are copied to it ahead of the checkpoint, from the first page of the log on.
@Suite("What is copied ahead of a checkpoint") struct CopyingAheadTests {
    private static let commits = 40

    /// Each commit adds a row that fills a page, and changes one that all of them change.
    private func commit(_ number: Int, to connection: Connection, flushing flushes: Bool = true) throws {
        connection.copyAhead(from: 1)
        let isPutOff = try connection.withoutSync { () throws(LedgerError) in
            try connection.execute(
                "BEGIN; INSERT INTO row VALUES (\(number), randomblob(3500)); UPDATE row SET id = -\(number) WHERE id < 0; "
                    + "COMMIT")
        }
        #expect(isPutOff)
        if flushes { try connection.log?.flush() }
    }

    private func opened(_ path: String) throws -> Connection {
        let connection = try Connection(path: path)
        try connection.execute(
            """
            PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;
            PRAGMA synchronous = FULL; CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB);
            INSERT INTO row VALUES (-1000, ''); PRAGMA wal_checkpoint(TRUNCATE)
            """)
        return connection
    }

    /// Whether the database has just what so many commits put into it.
    private func expect(_ commits: Int, in connection: Connection) throws {
        #expect(try connection.number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check != 'ok'") == 0)
        #expect(try connection.number("SELECT count(*) FROM row WHERE id > 0 AND length(bytes) = 3500") == commits)
        #expect(try connection.number("SELECT min(id) FROM row") == (commits == 0 ? -1000 : -Int64(commits)))
    }

    private func database(of store: Store) throws -> [UInt8] {
        try #require(store.contents.files["ledger.db"])
    }

    @Test func `a process that is killed leaves a store that is whole`() throws {
        try Store.withNew { store in
            let connection = try opened(store.path)
            let empty = try database(of: store)
            for number in 1...Self.commits {
                try commit(number, to: connection)
                try Store.withNew { copy in
                    try store.contents.write(to: copy.directory)
                    try expect(number, in: Connection(path: copy.path))
                }
            }
            #expect(try database(of: store).count > empty.count + 3500 * Self.commits / 2)
        }
    }

    @Test func `a checkpoint leaves the same database, and so does every one after it`() throws {
        try Store.withNew { store in
            let connection = try opened(store.path)
            for number in 1...3 * Self.commits {
                try commit(number, to: connection)
                if number % Self.commits == 0 { try connection.execute("PRAGMA wal_checkpoint(PASSIVE)") }
            }
            try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            try expect(3 * Self.commits, in: connection)
            try Store.withNew { copy in
                try store.contents.write(to: copy.directory)
                try expect(3 * Self.commits, in: Connection(path: copy.path))
            }
        }
    }

    @Test func `what the disk may not hold yet is not copied`() throws {
        try Store.withNew { store in
            let connection = try opened(store.path)
            let empty = try database(of: store)
            for number in 1...Self.commits { try commit(number, to: connection, flushing: false) }
            #expect(try database(of: store) == empty)
            try connection.log?.flush()
            try commit(Self.commits + 1, to: connection)
            try commit(Self.commits + 2, to: connection)
            #expect(try database(of: store) != empty)
        }
    }

    @Test func `nothing that a checkpoint has put into the database is put back, however long the log was`() throws {
        try Store.withNew { store in
            let connection = try opened(store.path)
            for batch in 0..<41 {
                // More pages than there is memory of, in all; and in front of them and behind them one that is changed
                // again and again.
                try commit(batch + 1, to: connection)
                try connection.execute(
                    """
                    INSERT INTO row WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 500)
                    SELECT 100000 + 500 * \(batch) + n, randomblob(3000) FROM n
                    """)
            }
            try commit(42, to: connection)
            try connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            for _ in 0..<200 { connection.copyAhead(from: 1) }
            try commit(43, to: connection)
            try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            try expect(43, in: connection)
            try Store.withNew { copy in
                try store.contents.write(to: copy.directory)
                try expect(43, in: Connection(path: copy.path))
            }
        }
    }

    @Test func `a transaction that outgrew the memory for it and was rolled back is not copied`() throws {
        try Store.withNew { store in
            let connection = try opened(store.path)
            try connection.execute("PRAGMA cache_size = 5")
            for number in 1...Self.commits {
                try connection.execute(
                    """
                    BEGIN; UPDATE row SET bytes = randomblob(3000);
                    INSERT INTO row SELECT id + 100000, randomblob(3400) FROM row WHERE id > 0; ROLLBACK
                    """)
                try commit(number, to: connection)
            }
            try connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            try expect(Self.commits, in: connection)
        }
    }
}
