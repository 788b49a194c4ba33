import SessionKeys

/// An authorization's row; its session tells what the meters in it are.
enum AuthorizationRow {
    static let columns =
        "number, nonce, session, key_name, content, reserved_sec, reserved_until_sec, debits, calls, omitted_calls, "
        + "meters, outcome, actual_gas_used, settled_sec, settled_debits, settled_meters, previous, seal"

    /// Where each of these columns stands.
    enum Column {
        static let number: Int32 = 0
        static let nonce: Int32 = 1
        static let session: Int32 = 2
        static let keyName: Int32 = 3
        static let content: Int32 = 4
        static let reservedSec: Int32 = 5
        static let reservedUntilSec: Int32 = 6
        static let debits: Int32 = 7
        static let calls: Int32 = 8
        static let omittedCalls: Int32 = 9
        static let meters: Int32 = 10
        static let outcome: Int32 = 11
        static let actualGasUsed: Int32 = 12
        static let settledSec: Int32 = 13
        static let settledDebits: Int32 = 14
        static let settledMeters: Int32 = 15
        /// The authorization of the session that comes before it.
        static let previous: Int32 = 16
        /// Seals what was debited; NULL where the row is older than seals are.
        static let seal: Int32 = 17
    }

    /// What becomes of an authorization once it is settled.
    private static let settlementColumns = "outcome, actual_gas_used, settled_sec, settled_debits, settled_meters"

    static let insertion =
        "INSERT INTO authorization (number, nonce, session, previous, key_name, content, reserved_sec, "
        + "reserved_until_sec, debits, calls, omitted_calls, meters, \(settlementColumns), seal, time_ms, "
        + "previous_event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

    static let settling = "UPDATE authorization SET (\(settlementColumns)) = (?, ?, ?, ?, ?) WHERE number = ?"

    /// Whether the row is the session's, and has the key: the same name, or no name and the same content.
    static func isKnown(_ row: Statement, by key: OperationKey, in session: Int64) -> Bool {
        guard row.integer(Column.session) == session else { return false }
        // By their bytes: names that merely look the same are two keys.
        if let name = key.name {
            return !row.isNull(Column.keyName) && row.bytes(Column.keyName).elementsEqual(name.utf8)
        }
        return row.isNull(Column.keyName) && ContentDigest(bytes: row.bytes(Column.content)) == key.content
    }

    /// The key in the row; `nil` where it has none.
    static func key(_ row: Statement) -> OperationKey? {
        row.operationKey(name: Column.keyName, content: Column.content)
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
            id: AuthorizationID(
                number: UInt64(bitPattern: row.integer(Column.number)),
                nonce: UInt64(bitPattern: row.integer(Column.nonce))),
            session: session.id,
            key: key(row),
            reservedSec: row.integer(Column.reservedSec),
            reservedUntilSec: row.optionalInteger(Column.reservedUntilSec),
            debits: try debits(row, of: session), calls: try CallsCoding.decode(row.bytes(Column.calls)),
            omittedCalls: Int(row.integer(Column.omittedCalls)),
            meters: try AmountsCoding.readings(row.bytes(Column.meters), of: session),
            settlement: try settlement(row, of: session))
    }

    private static func debits(_ row: Statement, of session: Session) throws(LedgerError) -> [Debit] {
        let (number, bytes) = (row.integer(Column.number), row.bytes(Column.debits))
        let seal = Seal.of(bytes, authorization: number, session: row.integer(Column.session))
        guard Seal.fits(row.optionalInteger(Column.seal), seal) else {
            throw LedgerError.corrupt("the debits of authorization \(number) are not what was written")
        }
        return try AmountsCoding.debits(bytes, of: session)
    }

    private static func settlement(_ row: Statement, of session: Session) throws(LedgerError) -> Settlement? {
        guard !row.isNull(Column.outcome) else { return nil }
        guard let outcome = Settlement.Outcome(rawValue: row.text(Column.outcome)) else {
            throw LedgerError.corrupt("there is no outcome \(row.text(Column.outcome))")
        }
        return Settlement(
            outcome: outcome, actualGasUsed: Amount(bigEndian: row.bytes(Column.actualGasUsed)[...]),
            settledSec: row.integer(Column.settledSec),
            debits: try AmountsCoding.debits(row.bytes(Column.settledDebits), of: session),
            meters: try AmountsCoding.readings(row.bytes(Column.settledMeters), of: session))
    }
}

extension Statement {
    /// The key that an authorization is known by, from two columns of its row; `nil` where it has none.
    func operationKey(name: Int32, content: Int32) -> OperationKey? {
        ContentDigest(bytes: bytes(content)).map { OperationKey(name: optionalText(name), content: $0) }
    }
}

extension Binder {
    /// Binds the columns of a new authorization, in the order of its insertion.
    mutating func bind(_ authorization: Authorization, number: Int64, of owner: StoredSession, at time: Instant) {
        let debits = AmountsCoding.encode(authorization.debits, of: owner.session)
        bind(number)
        bind(Int64(bitPattern: authorization.id.nonce))
        bind(owner.number)
        bind(owner.trail.lastAuthorization)
        bind(authorization.key?.name)
        bind(authorization.key?.content)
        bind(authorization.reservedSec)
        bind(authorization.reservedUntilSec)
        bind(debits)
        bind(CallsCoding.encode(authorization.calls))
        bind(Int64(authorization.omittedCalls))
        bind(AmountsCoding.encode(authorization.meters))
        bind(authorization.settlement, of: owner.session)
        bind(Seal.of(debits, authorization: number, session: owner.number))
        bind(time.milliseconds)
        bind(owner.trail.lastEvent)
    }

    /// Binds the columns of a settlement, or NULL for each where there is none yet.
    mutating func bind(_ settlement: Settlement?, of session: Session) {
        bind(settlement?.outcome.rawValue)
        bind(settlement?.actualGasUsed)
        bind(settlement?.settledSec)
        bind(settlement.map { AmountsCoding.encode($0.debits, of: session) })
        bind(settlement.map { AmountsCoding.encode($0.meters) })
    }
}
