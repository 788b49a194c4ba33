import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("The gathered log") struct LogFileTests {
    private func number(_ sql: String, in directory: String) throws -> Int64 {
        try Connection(path: directory + "/ledger.db").number(sql)
    }

    @Test(arguments: [1, 30, 31, 32, 33, 62, 300])
    func `a commit of any size is whole in the files`(pages: Int) throws {
        try Store.withNew { store in
            try Store.withNew { copy in
                let connection = try Connection(path: store.path)
                try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE page (number INTEGER, bytes BLOB)")
                try connection.execute("BEGIN")
                for number in 0..<pages {
                    try connection.execute("INSERT INTO page VALUES (\(number), randomblob(4000))")
                }
                try connection.execute("COMMIT")
                // What a killed process would leave.
                try store.contents.write(to: copy.directory)
                #expect(try number("SELECT count(*) FROM page", in: copy.directory) == pages)
                #expect(try number("SELECT min(length(bytes)) FROM page", in: copy.directory) == 4000)
            }
        }
    }

    @Test func `a transaction that outgrows the memory for it is read again, and is gone if it is rolled back`() throws
    {
        try Store.withNew { store in
            let connection = try Connection(path: store.path)
            try connection.execute(
                "PRAGMA cache_size = 20; PRAGMA journal_mode = WAL; CREATE TABLE page (number INTEGER, bytes BLOB)")
            let fill =
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
                + "INSERT INTO page SELECT i, randomblob(2000 + i) FROM n"
            try connection.execute("BEGIN; \(fill)")
            #expect(
                try connection.number("SELECT sum(number) FROM page WHERE length(bytes) = number + 2000") == 125_250)
            try connection.execute("ROLLBACK")
            #expect(try connection.number("SELECT count(*) FROM page") == 0)
            try connection.execute("BEGIN; \(fill); COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
            #expect(
                try connection.number("SELECT sum(number) FROM page WHERE length(bytes) = number + 2000") == 125_250)
        }
    }

    @Test func `a commit that was put off is in the files, and there is something to flush once`() throws {
        try Store.withNew { store in
            let connection = try Connection(path: store.path)
            try connection.execute(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE page (number INTEGER)")
            let isPutOff = try connection.withoutSync { () throws(LedgerError) in
                try connection.execute("INSERT INTO page VALUES (1)")
            }
            #expect(isPutOff)
            let log = try #require(connection.log)
            try log.flush()
            let hasNothing = try connection.withoutSync { () throws(LedgerError) in
                try connection.execute("SELECT 1")
            }
            #expect(!hasNothing)
            #expect(try connection.number("SELECT count(*) FROM page") == 1)
        }
    }

    @Test func `room is made before it is needed, and holds nothing`() throws {
        try Store.withNew { store in
            try Store.withNew { copy in
                let connection = try Connection(path: store.path)
                try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE page (number INTEGER)")
                var sizes: Set<Int> = []
                for number in 1...200 {
                    connection.makeRoom()
                    let before = try #require(try size(ofLogIn: store))
                    try connection.execute("INSERT INTO page VALUES (\(number))")
                    // The commit found its room.
                    #expect(try size(ofLogIn: store) == before)
                    sizes.insert(before)
                }
                #expect(sizes.count > 1 && sizes.count < 20)
                // What a killed process would leave, which goes on with the log.
                try store.contents.write(to: copy.directory)
                let again = try Connection(path: copy.path)
                #expect(try again.number("SELECT count(*) FROM page") == 200)
                again.makeRoom()
                try again.execute("INSERT INTO page VALUES (201)")
                again.makeRoom()
                #expect(try again.number("SELECT sum(number) FROM page") == 20_301)
                try again.execute("PRAGMA wal_checkpoint(TRUNCATE); INSERT INTO page VALUES (202)")
                again.makeRoom()
                #expect(try again.number("SELECT sum(number) FROM page") == 20_503)
            }
        }
    }

    private func size(ofLogIn store: Store) throws -> Int? {
        try store.contents.files.first { $0.key.hasSuffix("-wal") }?.value.count
    }
}
