internal import SessionKeys

/// A session's row, without its balances.
struct SessionRow {
    static let columns =
        "number, id, account, chain_id, key_kind, key_address, permissions, expiry_sec, not_before_sec, gas_limit_unit, "
        + "label, created_sec, status, ended_sec, end_reason"

    static let insertion =
        "INSERT INTO session (number, id, account, chain_id, key_kind, key_address, permissions, permissions_as_given, "
        + "expiry_sec, not_before_sec, gas_limit_unit, label, created_sec, creation_key, creation_content) "
        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

    let number: Int64
    let id: SessionID
    let definition: SessionDefinition
    let createdSec: Int64
    let ending: Ending?

    /// Reads the columns above, in their order.
    init(_ row: Statement) throws(LedgerError) {
        number = row.integer(0)
        id = SessionID(UInt128(bigEndian: row.bytes(1)[...]))
        guard let account = Address(bytes: row.bytes(2)[...]), let kind = SessionKey.Kind(rawValue: row.text(4)),
            let keyAddress = Address(bytes: row.bytes(5)[...]), let unit = GasLimitUnit(rawValue: row.text(9)),
            let status = SessionStatus(rawValue: row.text(12))
        else { throw LedgerError.corrupt("the row of session \(id)") }
        definition = SessionDefinition(
            account: account, chainID: UInt64(bitPattern: row.integer(3)),
            key: SessionKey(kind: kind, address: keyAddress),
            permissions: try PermissionsCoding.decode(row.bytes(6)), expirySec: row.integer(7),
            notBeforeSec: row.integer(8),
            gasLimitUnit: unit, label: row.optionalText(10))
        createdSec = row.integer(11)
        ending =
            status == .active
            ? nil : Ending(status: status, endedSec: row.integer(13), reason: row.optionalText(14))
    }

    /// The session, with the balances read by the statement that is given.
    func session(with balances: Statement) throws(LedgerError) -> Session {
        var openReservations = 0
        var meters: [Meter] = []
        let fresh = Meter.fresh(for: definition.permissions)
        try balances.forEach(.integer(number)) { row throws(LedgerError) in
            if let count = row.optionalInteger(0) {
                openReservations = Int(count)
                return true
            }
            guard meters.count < fresh.count, let meter = Self.meter(fresh[meters.count], row) else {
                throw LedgerError.corrupt("the balances of session \(id)")
            }
            meters.append(meter)
            return true
        }
        guard meters.count == fresh.count else { throw LedgerError.corrupt("session \(id) lacks balances") }
        return Session(
            id: id, definition: definition, createdSec: createdSec, meters: meters, openReservations: openReservations,
            ending: ending)
    }

    private static func meter(_ fresh: Meter, _ row: Statement) -> Meter? {
        guard let spent = Amount(bigEndian: row.bytes(1)[...]), let debited = Amount(bigEndian: row.bytes(2)[...]),
            let reserved = debited.subtracting(spent)
        else { return nil }
        return Meter(
            kind: fresh.kind, permission: fresh.permission, allowance: fresh.allowance, spent: spent, reserved: reserved
        )
    }
}
