import SessionKeys

/// An event's row, or what stands for it: what happens with an authorization's insertion is told by the authorization's
/// own row, and has its number.
enum EventRow {
    /// What a row of `event` tells.
    private static let columns = "sequence, time_ms, type, session, authorization"

    /// The same of an authorization; one that is settled at once waits for no settlement.
    private static let authorizationColumns =
        "number, time_ms, CASE WHEN reserved_until_sec IS NULL THEN '\(EventType.authorizationSettled.rawValue)' "
        + "ELSE '\(EventType.authorizationReserved.rawValue)' END, session, number"

    /// Up to here every event has a row of its own.
    private static let separateThrough = "(SELECT separate_through FROM event_bounds WHERE id = 1)"

    /// The event with a number.
    static let one =
        "SELECT \(columns) FROM event WHERE sequence = ?1 "
        + "UNION ALL SELECT \(authorizationColumns) FROM authorization WHERE number = ?1 AND number > \(separateThrough)"

    /// The number of the event before the one with a number, of its session.
    static let previous =
        "SELECT previous FROM event WHERE sequence = ?1 "
        + "UNION ALL SELECT previous_event FROM authorization WHERE number = ?1 AND number > \(separateThrough)"

    /// The events after a number, at most so many, in their order.
    static let page =
        "SELECT \(columns) FROM event WHERE sequence > ?1 "
        + "UNION ALL SELECT \(authorizationColumns) FROM authorization "
        + "WHERE number > max(?1, \(separateThrough)) ORDER BY 1 LIMIT ?2"

    /// The newest event's number.
    static func last(on connection: Connection) throws(LedgerError) -> Int64 {
        max(
            try connection.number("SELECT max(sequence) FROM event"),
            // None has a number beyond that of the event which tells of it.
            try connection.number("SELECT max(number) FROM authorization"),
            try connection.number(ExpiryWaveRow.lastEventSelection))
    }
}
