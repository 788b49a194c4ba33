import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("The database itself") struct DatabaseRuleTests {
    /// An active session with a reservation of 1 wei and a settled authorization, one that was revoked, and an unused one.
    private static func prepare(_ clerk: Clerk) throws {
        let id = try clerk.create(.make(), key: "key")
        _ = try clerk.reserve(.transfer(1), within: id, named: "pay")
        _ = try clerk.authorize(.transfer(2), within: id, settle: true)
        _ = try clerk.revoke(.session(clerk.create()))
        _ = try clerk.create()
    }

    @Test(
        arguments: [
            "UPDATE balance SET debited = x'\(Hex.word(1001))' WHERE slot = 256":
                "nothing_overspent",
            "UPDATE balance SET allowance = x'\(Hex.word(2))' WHERE slot = 256":
                "nothing_overspent",
            "UPDATE balance SET spent = x'\(Hex.word(4))' WHERE slot = 256": "nothing_overspent",
            "UPDATE balance SET debited = x'ff' WHERE slot = 256": "length(debited) = 32",
            "UPDATE balance SET debited = NULL WHERE slot = 256":
                "nothing_overspent",
            "UPDATE balance SET open_reservations = -1 WHERE slot = 256": "open_reservations >= 0",
            "UPDATE balance SET open_reservations = NULL WHERE slot = 256":
                "tally_stands_first",
            "UPDATE balance SET events = NULL WHERE slot = 256": "tally_stands_first",
            "UPDATE balance SET spent = NULL WHERE slot = 256": "nothing_overspent",
            "UPDATE balance SET allowance = NULL WHERE slot = 256": "nothing_overspent",
            "INSERT INTO balance (slot) VALUES (257)": "tally_stands_first",
        ])
    func `refuses an overspend`(sql: String, words: String) throws {
        try expectRefusal(of: sql, "CHECK constraint failed: \(words)")
    }

    @Test(
        arguments: [
            "UPDATE session SET status = 'active', ended_sec = NULL WHERE number = 2":
                "an ended session never comes back",
            "UPDATE session SET status = 'expired' WHERE number = 2": "an ended session never comes back",
            "UPDATE session SET status = 'expired' WHERE number = 1": "(status = 'active') = (ended_sec IS NULL)",
            "UPDATE session SET status = 'paused', ended_sec = 1 WHERE number = 1": "status IN",
            "UPDATE authorization SET outcome = 'dropped' WHERE number = 3": "an authorization is settled once",
            "UPDATE authorization SET outcome = NULL WHERE number = 3": "an authorization is settled once",
            "UPDATE authorization SET outcome = 'dropped' WHERE number = 2":
                "outcome_is_whole",
            "UPDATE authorization SET settled_meters = NULL WHERE number = 3": "outcome_is_whole",
            "UPDATE authorization SET settled_debits = x'' WHERE number = 2": "outcome_is_whole",
        ])
    func `lets nothing end twice, or come back`(sql: String, words: String) throws {
        try expectRefusal(of: sql, words)
    }

    @Test(
        arguments: [
            "DELETE FROM session WHERE number = 2": "a session stays for good",
            "INSERT INTO unused_session VALUES (1, 1, 0)": "a session that was used is not unused again",
            "UPDATE unused_session SET seal = 0": "a session that was not used has not changed",
            "DELETE FROM authorization WHERE number = 2": "an authorization stays",
            "DELETE FROM authorization WHERE number = 3": "an authorization stays",
            "DELETE FROM event": "the newest event stays",
            "UPDATE event_bounds SET first = 0": "events that are gone do not come back",
            "UPDATE event_bounds SET separate_through = 3": "events that are gone do not come back",
        ])
    func `lets nothing go that is needed`(sql: String, words: String) throws {
        try expectRefusal(of: sql, words)
    }

    @Test(
        arguments: [
            "UPDATE session SET id = (SELECT id FROM session WHERE number = 1) WHERE number = 2": "session.id",
            "UPDATE session SET creation_key = 'key', creation_content = zeroblob(32) WHERE number = 2":
                "session.creation_key",
            "INSERT INTO event SELECT * FROM event": "event.sequence",
        ])
    func `gives nothing the same name twice`(sql: String, words: String) throws {
        try expectRefusal(of: sql, "UNIQUE constraint failed: \(words)")
    }

    @Test(
        arguments: [
            "UPDATE balance SET spent = 'many' WHERE slot = 256":
                "cannot store TEXT value in BLOB column balance.spent",
            "UPDATE session SET expiry_sec = 'soon'": "cannot store TEXT value in INTEGER column session.expiry_sec",
            "UPDATE event SET type = x'00'": "cannot store BLOB value in TEXT column event.type",
            "UPDATE clock SET wall_ms = 0.5": "cannot store REAL value in INTEGER column clock.wall_ms",
        ])
    func `takes no value of another type`(sql: String, words: String) throws {
        let clock = "INSERT INTO clock VALUES (1, 0, 0, zeroblob(16), NULL);"
        try expectRefusal(of: clock + sql, words)
    }

    @Test(
        arguments: [
            "INSERT INTO event VALUES (99, 0, 'session_created', 77, NULL, NULL)",
            "INSERT INTO event VALUES (99, 0, 'authorization_settled', 1, 77, NULL)",
            "UPDATE authorization SET session = 77 WHERE number = 2",
            "UPDATE session SET number = 77 WHERE number = 1",
        ])
    func `keeps together what belongs together`(sql: String) throws {
        try expectRefusal(of: "PRAGMA foreign_keys = ON;" + sql, "FOREIGN KEY constraint failed")
    }

    private func expectRefusal(of sql: String, _ words: String) throws {
        try Store.withClosed(Self.prepare) { store in
            let refusal = store.refusal(of: sql)
            #expect(refusal?.contains(words) == true, "\(refusal ?? "taken"): \(sql)")
            // Whatever the statement was, it left nothing.
            let sessions = try Clerk(store.open()).sessions().entries
            #expect(sessions.map(\.session.status) == [.active, .revoked, .active])
        }
    }
}

extension Hex {
    /// The digits of 32 bytes that read as that number.
    fileprivate static func word(_ number: UInt64) -> String {
        String(text(Amount(low: UInt128(number)).bigEndianBytes).dropFirst(2))
    }
}
