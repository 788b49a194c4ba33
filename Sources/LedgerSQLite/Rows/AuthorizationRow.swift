import SessionKeys

/// An authorization's row; its session tells what the meters in it are.
enum AuthorizationRow {
    static let columns =
        "number, nonce, session, key_name, content, reserved_sec, reserved_until_sec, debits, calls, omitted_calls, meters, "
        + "outcome, actual_gas_used, settled_sec, settled_debits, settled_meters, previous, seal"

    static let insertion =
        "INSERT INTO authorization (number, nonce, session, previous, key_name, content, reserved_sec, "
        + "reserved_until_sec, debits, calls, omitted_calls, meters, outcome, actual_gas_used, settled_sec, "
        + "settled_debits, settled_meters, seal, time_ms, previous_event) "
        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

    /// The column that tells whose authorization the row is.
    static let sessionColumn: Int32 = 2

    /// The column that tells which authorization of the session comes before the row's.
    static let previousColumn: Int32 = 16

    /// The column that seals what was debited; NULL where the row is older than seals are.
    private static let sealColumn: Int32 = 17

    /// Whether the row is the session's, and has the key: the same name, or no name and the same content.
    static func isKnown(_ row: Statement, by key: OperationKey, in session: Int64) -> Bool {
        guard row.integer(sessionColumn) == session else { return false }
        // By their bytes: names that merely look the same are two keys.
        if let name = key.name { return !row.isNull(3) && row.bytes(3).elementsEqual(name.utf8) }
        return row.isNull(3) && ContentDigest(bytes: row.bytes(4)) == key.content
    }

    /// When an authorization was made; `nil` where there is none, or where its row is older than that column.
    static func time(of number: Int64, on connection: Connection) throws(LedgerError) -> Instant? {
        try connection.prepare("SELECT time_ms FROM authorization WHERE number = ?").first({ $0.bind(number) }) {
            row throws(LedgerError) in
            row.optionalInteger(0).map(Instant.init(milliseconds:))
        } ?? nil
    }

    /// Reads the columns above, in their order.
    static func authorization(_ row: Statement, of session: Session) throws(LedgerError) -> Authorization {
        Authorization(
            id: AuthorizationID(number: UInt64(bitPattern: row.integer(0)), nonce: UInt64(bitPattern: row.integer(1))),
            session: session.id,
            key: ContentDigest(bytes: row.bytes(4)).map { OperationKey(name: row.optionalText(3), content: $0) },
            reservedSec: row.integer(5), reservedUntilSec: row.optionalInteger(6),
            debits: try debits(row, of: session), calls: try CallsCoding.decode(row.bytes(8)),
            omittedCalls: Int(row.integer(9)), meters: try AmountsCoding.readings(row.bytes(10), of: session),
            settlement: try settlement(row, of: session))
    }

    private static func debits(_ row: Statement, of session: Session) throws(LedgerError) -> [Debit] {
        let (number, bytes) = (row.integer(0), row.bytes(7))
        let seal = Seal.of(bytes, authorization: number, session: row.integer(sessionColumn))
        guard row.optionalInteger(sealColumn) ?? seal == seal else {
            throw LedgerError.corrupt("the debits of authorization \(number) are not what was written")
        }
        return try AmountsCoding.debits(bytes, of: session)
    }

    private static func settlement(_ row: Statement, of session: Session) throws(LedgerError) -> Settlement? {
        guard !row.isNull(11) else { return nil }
        guard let outcome = Settlement.Outcome(rawValue: row.text(11)) else {
            throw LedgerError.corrupt("there is no outcome \(row.text(11))")
        }
        return Settlement(
            outcome: outcome, actualGasUsed: Amount(bigEndian: row.bytes(12)[...]), settledSec: row.integer(13),
            debits: try AmountsCoding.debits(row.bytes(14), of: session),
            meters: try AmountsCoding.readings(row.bytes(15), of: session))
    }
}
