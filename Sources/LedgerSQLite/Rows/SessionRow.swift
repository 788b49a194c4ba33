import SessionKeys

/// A session's row, without its balances.
struct SessionRow {
    static let columns =
        "number, id, account, chain_id, key_kind, key_address, permissions, expiry_sec, not_before_sec, "
        + "gas_limit_unit, label, created_sec, status, ended_sec, end_reason, seal"

    static let insertion =
        "INSERT INTO session (number, id, account, chain_id, key_kind, key_address, permissions, permissions_as_given, "
        + "expiry_sec, not_before_sec, gas_limit_unit, label, created_sec, creation_key, creation_content, seal) "
        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

    let number: Int64
    let id: SessionID
    let definition: SessionDefinition
    let createdSec: Int64
    let ending: Ending?

    /// Reads the columns above, in their order.
    init(_ row: Statement) throws(LedgerError) {
        number = row.integer(0)
        id = row.sessionID(1)
        guard let account = Address(bytes: row.bytes(2)[...]), let kind = SessionKey.Kind(rawValue: row.text(4)),
            let keyAddress = Address(bytes: row.bytes(5)[...]), let unit = GasLimitUnit(rawValue: row.text(9)),
            let status = SessionStatus(rawValue: row.text(12))
        else { throw LedgerError.corrupt("the row of session \(id)") }
        let permissions = row.bytes(6)
        definition = SessionDefinition(
            account: account, chainID: UInt64(bitPattern: row.integer(3)),
            key: SessionKey(kind: kind, address: keyAddress),
            permissions: try PermissionsCoding.decode(permissions), expirySec: row.integer(7),
            notBeforeSec: row.integer(8), gasLimitUnit: unit, label: row.optionalText(10))
        createdSec = row.integer(11)
        let (endedSec, reason) = (row.integer(13), row.optionalText(14))
        ending = Ending.Cause(status).map { Ending($0, endedSec: endedSec, reason: reason) }
        let seal = Seal.of(definition, permissions, session: number, id, createdSec: createdSec)
        guard Seal.fits(row.optionalInteger(15), seal) else {
            throw LedgerError.corrupt("the row of session \(id) is not what was written")
        }
        if row.isNull(15) { try requireDistinctMeters() }
    }

    /// Without a seal two permissions may have become alike: what is held against one meter would be taken from both.
    private func requireDistinctMeters() throws(LedgerError) {
        let kinds = Meter.fresh(for: definition.permissions).map(\.kind)
        guard Set(kinds).count == kinds.count else {
            throw LedgerError.corrupt("the row of session \(id) grants two allowances for one thing")
        }
    }

    /// The session, with its balances.
    func session(with statements: Statements) throws(LedgerError) -> StoredSession {
        var tally: Tally?
        var meters: [Meter] = []
        let granted = Meter.fresh(for: definition.permissions)
        try statements.balances.forEach({
            $0.bind(BalanceSlot.first(of: number))
            $0.bind(BalanceSlot.last(of: number))
        }) { row throws(LedgerError) in
            let meter = meters.count < granted.count ? granted[meters.count] : nil
            let balance = try BalanceRow(row, meters.count, granted: meter, of: self)
            guard balance.meter != nil || granted.isEmpty else {
                throw LedgerError.corrupt("session \(id) has a balance for nothing that was granted")
            }
            tally = balance.tally ?? tally
            if let meter = balance.meter { meters.append(meter) }
            return true
        }
        if tally == nil, meters.isEmpty { return try unused(granted, with: statements) }
        guard meters.count == granted.count, let tally else { throw lackOfBalances }
        return stored(meters, tally, kept: .balances)
    }

    /// The session without balances of its own: only where it is written that it was never used.
    private func unused(_ granted: [Meter], with statements: Statements) throws(LedgerError) -> StoredSession {
        let unused = try statements.unused.first({ $0.bind(number) }) { row throws(LedgerError) in
            try UnusedSession(row, of: self)
        }
        guard let unused else { throw lackOfBalances }
        return stored(granted, Tally(openReservations: 0, trail: unused.trail), kept: .unused)
    }

    private func stored(_ meters: [Meter], _ tally: Tally, kept: StoredSession.Kept) -> StoredSession {
        let session = Session(
            id: id, definition: definition, createdSec: createdSec, meters: meters,
            openReservations: tally.openReservations, ending: ending)
        return StoredSession(number: number, session: session, trail: tally.trail, kept: kept)
    }

    private var lackOfBalances: LedgerError { LedgerError.corrupt("session \(id) lacks balances") }
}
