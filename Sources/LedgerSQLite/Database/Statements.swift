import SessionKeys

/// The statements of the hot path, compiled once.
final class Statements {
    let begin: Statement
    let beginWriting: Statement
    let commit: Statement
    let rollback: Statement
    let keepClock: Statement
    let session: Statement
    let sessionID: Statement
    let balances: Statement
    let unused: Statement
    let insertUnused: Statement
    let removeUnused: Statement
    let insertSession: Statement
    let endSession: Statement
    let insertBalance: Statement
    let updateFirstBalance: Statement
    let updateBalance: Statement
    let advanceBalances: Statement
    let insertDamaged: Statement
    let authorization: Statement
    let insertAuthorization: Statement
    let settleAuthorization: Statement
    let insertEvent: Statement
    let insertMilestone: Statement
    let nextMilestone: Statement
    let event: Statement
    let previousEvent: Statement
    let events: Statement
    let expiriesOfSameSecond: Statement
    let expiriesOfLaterSeconds: Statement
    let dueReservations: Statement
    let insertWave: Statement
    let removeWave: Statement
    let creation: Statement
    let activeSessions: Statement

    init(_ connection: Connection) throws(LedgerError) {
        begin = try connection.prepare("BEGIN")
        beginWriting = try connection.prepare("BEGIN IMMEDIATE")
        commit = try connection.prepare("COMMIT")
        rollback = try connection.prepare("ROLLBACK")
        keepClock = try connection.prepare(
            "INSERT INTO clock (id, wall_ms, since_boot_ms, boot, seal) VALUES (1, ?, ?, ?, ?) "
                + "ON CONFLICT (id) DO UPDATE SET wall_ms = excluded.wall_ms, since_boot_ms = excluded.since_boot_ms, "
                + "boot = excluded.boot, seal = excluded.seal")
        session = try connection.prepare("SELECT \(SessionRow.columns) FROM session WHERE id = ?")
        sessionID = try connection.prepare("SELECT id FROM session WHERE number = ?")
        balances = try connection.prepare(
            "SELECT \(BalanceRow.columns) FROM balance WHERE slot BETWEEN ? AND ? ORDER BY slot")
        unused = try connection.prepare(UnusedSession.selection)
        insertUnused = try connection.prepare(UnusedSession.insertion)
        removeUnused = try connection.prepare("DELETE FROM unused_session WHERE number = ?")
        insertSession = try connection.prepare(SessionRow.insertion)
        endSession = try connection.prepare(
            "UPDATE session SET status = ?, ended_sec = ?, end_reason = ? WHERE number = ?")
        insertBalance = try connection.prepare(
            "INSERT INTO balance (slot, allowance, \(BalanceRow.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        updateFirstBalance = try connection.prepare(
            "UPDATE balance SET (\(BalanceRow.columns)) = (?, ?, ?, ?, ?, ?, ?, ?) WHERE slot = ?")
        updateBalance = try connection.prepare("UPDATE balance SET spent = ?, debited = ?, seal = ? WHERE slot = ?")
        advanceBalances = try SealedProgress.balances.advance(on: connection)
        insertDamaged = try connection.prepare("INSERT OR IGNORE INTO damaged_session (number) VALUES (?)")
        authorization = try connection.prepare("SELECT \(AuthorizationRow.columns) FROM authorization WHERE number = ?")
        insertAuthorization = try connection.prepare(AuthorizationRow.insertion)
        settleAuthorization = try connection.prepare(AuthorizationRow.settling)
        insertEvent = try connection.prepare(
            "INSERT INTO event (sequence, time_ms, type, session, authorization, previous) VALUES (?, ?, ?, ?, ?, ?)")
        insertMilestone = try connection.prepare("INSERT INTO event_milestone (session, sequence) VALUES (?, ?)")
        nextMilestone = try connection.prepare(
            "SELECT sequence FROM event_milestone WHERE session = ? AND sequence > ? ORDER BY sequence LIMIT 1")
        event = try connection.prepare(EventRow.one)
        previousEvent = try connection.prepare(EventRow.previous)
        events = try connection.prepare(EventRow.page)
        expiriesOfSameSecond = try connection.prepare(ExpiryRow.ofSameSecond)
        expiriesOfLaterSeconds = try connection.prepare(ExpiryRow.ofLaterSeconds)
        dueReservations = try connection.prepare(
            "SELECT reserved_until_sec, number, nonce, session FROM authorization "
                + "WHERE outcome IS NULL AND reserved_until_sec <= ? ORDER BY reserved_until_sec LIMIT ?")
        insertWave = try connection.prepare(ExpiryWaveRow.insertion)
        removeWave = try connection.prepare(ExpiryWaveRow.removal)
        creation = try connection.prepare("SELECT id, creation_content FROM session WHERE creation_key = ?")
        // Those that have ended by a wave are among them.
        activeSessions = try connection.prepare(
            "SELECT number FROM session WHERE account = ? AND status = 'active' ORDER BY number")
    }
}
