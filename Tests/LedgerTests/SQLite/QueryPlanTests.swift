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
            let expected: [(Statement, String)] = [
                (statements.authorizationByName, "authorization_by_name (session=? AND key_name=?)"),
                (statements.authorizationByContent, "authorization_by_content (session=? AND content=?)"),
                (statements.dueSessions, "session_by_expiry (expiry_sec>? AND expiry_sec<?)"),
                (statements.dueReservations, "authorization_by_deadline (reserved_until_sec<?)"),
                (statements.activeSessions, "session_by_account (account=? AND status=?)"),
                (statements.session, "sqlite_autoindex_session_1 (id=?)"),
                (statements.creation, "sqlite_autoindex_session_2 (creation_key=?)"),
                (statements.sessionID, "PRIMARY KEY (rowid=?)"),
                (statements.authorization, "PRIMARY KEY (rowid=?)"),
                (statements.settleAuthorization, "PRIMARY KEY (rowid=?)"),
                (statements.endSession, "PRIMARY KEY (rowid=?)"),
                (statements.balances, "PRIMARY KEY (session=?)"),
                (statements.updateBalance, "PRIMARY KEY (session=? AND position=?)"),
                (statements.updateOpenReservations, "PRIMARY KEY (session=? AND position=?)"),
            ]
            for (statement, index) in expected {
                let plan = try plan(of: statement.text, on: connection)
                #expect(plan.hasPrefix("SEARCH"), "\(statement.text)")
                #expect(plan.hasSuffix(index), "\(statement.text)")
                #expect(!plan.contains("TEMP B-TREE"), "\(statement.text)")
            }
        }
    }

    @Test func `find the events of a session by its index, already in their order`() throws {
        try withStatements { connection, _ in
            let plan = try plan(of: SQLiteStore.selection(ofOneSession: true), on: connection)
            #expect(plan.contains("event_by_session (session=? AND rowid>?)"))
            #expect(!plan.contains("TEMP B-TREE"))
        }
    }
}
