import SessionKeys

/// A session's entry in the index of expiries, where the active ones stand that will expire.
enum ExpiryRow {
    // Left alone, SQLite would look through all active sessions and sort them.
    private static let index =
        "FROM session INDEXED BY session_by_expiry WHERE status = 'active' AND expiry_sec > 0"

    private static let columns = "expiry_sec, number, id"

    /// The sessions behind a place that expire in the place's own second, and those of later seconds: both up to a
    /// second, in their order, at most so many. A comparison of pairs would be looked up by the seconds alone, and both
    /// in one statement would be merged row by row.
    static let ofSameSecond =
        "SELECT \(columns) \(index) AND expiry_sec = ?1 AND number > ?2 AND expiry_sec <= ?3 ORDER BY number LIMIT ?4"
    static let ofLaterSeconds =
        "SELECT \(columns) \(index) AND expiry_sec > ?1 AND expiry_sec <= ?2 ORDER BY expiry_sec, number LIMIT ?3"

    /// What is said of a session up to a place, whose second and number are bound to it. An active one there has ended
    /// by a wave.
    static let reachedCondition = "expiry_sec > 0 AND (expiry_sec, number) <= (?, ?)"

    static func expiry(_ row: Statement) -> Expiry {
        Expiry(session: row.sessionID(2), number: row.integer(1), second: row.integer(0))
    }

    /// How many there are up to a place.
    static func count(through place: ExpiryPlace, on connection: Connection) throws(LedgerError) -> Int {
        let count = try connection.prepare("SELECT count(*) \(index) AND \(reachedCondition)")
        return Int(try count.first({ $0.bind(place) }) { row throws(LedgerError) in row.integer(0) } ?? 0)
    }
}

extension Binder {
    /// Binds the second, and the number after it.
    mutating func bind(_ place: ExpiryPlace) {
        bind(place.second)
        bind(place.number)
    }
}
