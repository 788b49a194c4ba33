import SessionKeys

/// The statements of the index of keys.
struct KeyStatements {
    let find: Statement
    let missing: Statement
    let insert: Statement
    let remove: Statement
    let advance: Statement
    let runs: Statement
    let insertRun: Statement
    let removeRuns: Statement
    let truncateRuns: Statement

    init(_ connection: Connection) throws(LedgerError) {
        find = try connection.prepare(
            "SELECT authorization FROM authorization_key WHERE hash = ? ORDER BY authorization DESC")
        missing = try connection.prepare(
            "SELECT number, session, key_name, content FROM authorization "
                + "WHERE number > ? AND content IS NOT NULL ORDER BY number LIMIT ?")
        // Some may be there from a move that the end of the process cut short.
        insert = try connection.prepare("INSERT OR IGNORE INTO authorization_key (hash, authorization) VALUES (?, ?)")
        remove = try connection.prepare("DELETE FROM authorization_key WHERE hash = ? AND authorization = ?")
        advance = try SealedProgress.keys.advance(on: connection)
        runs = try connection.prepare(KeyRun.all)
        insertRun = try connection.prepare(KeyRun.insertion)
        removeRuns = try connection.prepare(KeyRun.removal)
        truncateRuns = try connection.prepare(KeyRun.truncation)
    }
}
