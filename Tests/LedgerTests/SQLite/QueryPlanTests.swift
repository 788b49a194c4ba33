import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("The statements of the hot path") struct QueryPlanTests {
    private func withStatements(_ body: (Connection, Statements) throws -> Void) throws {
        try Store.withClosed({ try $0.workADay() }) { store in
            let connection = try Connection(path: store.path)
            try body(connection, Statements(connection))
        }
    }

    /// How SQLite goes about a statement.
    private func plan(of sql: String, on connection: Connection) throws -> String {
        var steps: [String] = []
        try connection.prepare("EXPLAIN QUERY PLAN \(sql)").forEach { row throws(LedgerError) in
            steps.append(row.text(3))
            return true
        }
        return steps.joined(separator: "; ")
    }

    @Test func `look into an index, and into the one that is meant for them`() throws {
        try withStatements { connection, statements in
            let keys = try KeyStatements(connection)
            let expected: [(Statement, String)] = [
                (keys.find, "PRIMARY KEY (hash=?)"),
                (keys.missing, "PRIMARY KEY (rowid>?)"),
                (statements.dueReservations, "authorization_by_deadline (reserved_until_sec<?)"),
                (statements.activeSessions, "session_by_account (account=? AND status=?)"),
                (statements.session, "sqlite_autoindex_session_1 (id=?)"),
                (statements.creation, "sqlite_autoindex_session_2 (creation_key=?)"),
                (statements.sessionID, "PRIMARY KEY (rowid=?)"),
                (statements.authorization, "PRIMARY KEY (rowid=?)"),
                (statements.settleAuthorization, "PRIMARY KEY (rowid=?)"),
                (statements.endSession, "PRIMARY KEY (rowid=?)"),
                (statements.balances, "PRIMARY KEY (rowid>? AND rowid<?)"),
                (statements.updateBalance, "PRIMARY KEY (rowid=?)"),
                (statements.updateFirstBalance, "PRIMARY KEY (rowid=?)"),
                (statements.nextMilestone, "PRIMARY KEY (session=? AND sequence>?)"),
            ]
            for (statement, index) in expected {
                let plan = try plan(of: statement.sql, on: connection)
                #expect(plan.hasPrefix("SEARCH"), "\(statement.sql)")
                #expect(plan.contains(index), "\(statement.sql)")
                #expect(!plan.contains("TEMP B-TREE"), "\(statement.sql)")
            }
        }
    }

    @Test func `read events where they stand, in two tables at once`() throws {
        try withStatements { connection, statements in
            let expected: [(Statement, String)] = [
                (statements.event, "(rowid=?)"), (statements.previousEvent, "(rowid=?)"),
                (statements.events, "(rowid>?)"), (try RemovalStatements(connection).oldest, "(rowid>?)"),
            ]
            for (statement, range) in expected {
                let plan = try plan(of: statement.sql, on: connection)
                for table in ["event", "authorization"] {
                    #expect(plan.contains("SEARCH \(table) USING INTEGER PRIMARY KEY \(range)"), "\(plan)")
                }
                #expect(!plan.contains("SCAN event") && !plan.contains("SCAN authorization"), "\(plan)")
                // Each table is read in its own order.
                #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
            }
        }
    }

    @Test func `find who has expired in an index alone, from where the last ones stood`() throws {
        try withStatements { connection, statements in
            let expected = [
                (statements.expiriesOfSameSecond, "session_by_expiry (expiry_sec=? AND number>?)"),
                (statements.expiriesOfLaterSeconds, "session_by_expiry (expiry_sec>? AND expiry_sec<?)"),
            ]
            for (statement, range) in expected {
                let plan = try plan(of: statement.sql, on: connection)
                #expect(plan.contains(range) && !plan.contains("TEMP B-TREE"), "\(plan)")
                // Nothing is read of the sessions themselves: of the cursors, those on an index tell how its keys
                // compare.
                var (indexes, read): (Set<Int64>, Set<Int64>) = ([], [])
                try connection.prepare("EXPLAIN \(statement.sql)").forEach { row throws(LedgerError) in
                    if row.text(1) == "OpenRead", row.text(5).hasPrefix("k(") { indexes.insert(row.integer(2)) }
                    if row.text(1) == "Column" { read.insert(row.integer(2)) }
                    return true
                }
                #expect(!read.isEmpty && read.isSubset(of: indexes), "\(read), \(indexes)")
            }
        }
    }

    @Test func `remove the oldest without looking at the rest`() throws {
        try withStatements { connection, _ in
            let removal = try RemovalStatements(connection)
            for statement in [removal.oldest, removal.retired] {
                let plan = try plan(of: statement.sql, on: connection)
                #expect(plan.ranges(of: "SCAN").count == 1, "\(plan)")
                #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
            }
        }
    }

    @Test func `check a row without making a table for it`() throws {
        try withStatements { connection, statements in
            let hot = [
                statements.insertAuthorization, statements.settleAuthorization, statements.insertEvent,
                statements.updateBalance, statements.updateFirstBalance,
            ]
            for statement in hot {
                try connection.prepare("EXPLAIN \(statement.sql)").forEach { row throws(LedgerError) in
                    #expect(row.text(1) != "OpenEphemeral", "\(statement.sql)")
                    return true
                }
            }
        }
    }
}
