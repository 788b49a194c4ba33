import SessionKeys

/// The statements that remove history.
struct RemovalStatements {
    let oldest: Statement
    let removeEvent: Statement
    let removeMilestone: Statement
    let moveFirst: Statement
    let retire: Statement
    let retired: Statement
    let authorization: Statement
    let removeAuthorization: Statement
    let cutChain: Statement
    let forgetRetired: Statement

    init(_ connection: Connection) throws(LedgerError) {
        oldest = try connection.prepare(
            "SELECT sequence, time_ms, oldest.session, "
                + "ifnull(session.status <> 'active' AND open_reservations = 0 AND last_event = sequence, 0) "
                + "FROM (\(EventRow.page)) AS oldest "
                // What is lacking of a session keeps no history from going.
                + "LEFT JOIN session ON session.number = oldest.session "
                + "LEFT JOIN balance ON balance.slot = oldest.session * \(BalanceSlot.perSession)")
        removeEvent = try connection.prepare("DELETE FROM event WHERE sequence = ?")
        removeMilestone = try connection.prepare("DELETE FROM event_milestone WHERE session = ? AND sequence = ?")
        moveFirst = try connection.prepare("UPDATE event_bounds SET first = ? WHERE id = 1")
        // A session without authorizations has nothing left to go.
        retire = try connection.prepare(
            "INSERT OR IGNORE INTO retired_session (number) SELECT slot / \(BalanceSlot.perSession) FROM balance "
                + "WHERE slot = ? AND last_authorization IS NOT NULL")
        retired = try connection.prepare(
            "SELECT retired_session.number, session.id, \(BalanceRow.tallyColumns) FROM retired_session "
                + "CROSS JOIN session ON session.number = retired_session.number "
                + "CROSS JOIN balance ON balance.slot = retired_session.number * \(BalanceSlot.perSession) "
                + "WHERE last_authorization IS NOT ? ORDER BY retired_session.number LIMIT ?")
        authorization = try connection.prepare(
            "SELECT previous, key_name, content FROM authorization WHERE number = ? AND session = ?")
        removeAuthorization = try connection.prepare("DELETE FROM authorization WHERE number = ?")
        cutChain = try connection.prepare(
            "UPDATE balance SET (\(BalanceRow.tallyColumns)) = (?, ?, ?, ?, ?) WHERE slot = ?")
        forgetRetired = try connection.prepare("DELETE FROM retired_session WHERE number = ?")
    }
}
