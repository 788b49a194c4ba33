import SessionKeys

/// A session's row, without its balances.
struct SessionRow {
    static let columns =
        "number, id, account, chain_id, key_kind, key_address, permissions, expiry_sec, not_before_sec, "
        + "gas_limit_unit, label, created_sec, status, ended_sec, end_reason, seal"

    /// Where each of these columns stands.
    private enum Column {
        static let number: Int32 = 0
        static let id: Int32 = 1
        static let account: Int32 = 2
        static let chainID: Int32 = 3
        static let keyKind: Int32 = 4
        static let keyAddress: Int32 = 5
        static let permissions: Int32 = 6
        static let expirySec: Int32 = 7
        static let notBeforeSec: Int32 = 8
        static let gasLimitUnit: Int32 = 9
        static let label: Int32 = 10
        static let createdSec: Int32 = 11
        static let status: Int32 = 12
        static let endedSec: Int32 = 13
        static let endReason: Int32 = 14
        /// Seals what was granted; NULL where the row is older than seals are.
        static let seal: Int32 = 15
    }

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
        number = row.integer(Column.number)
        id = row.sessionID(Column.id)
        guard let account = Address(bytes: row.bytes(Column.account)[...]),
            let kind = SessionKey.Kind(rawValue: row.text(Column.keyKind)),
            let keyAddress = Address(bytes: row.bytes(Column.keyAddress)[...]),
            let unit = GasLimitUnit(rawValue: row.text(Column.gasLimitUnit)),
            let status = SessionStatus(rawValue: row.text(Column.status))
        else { throw LedgerError.corrupt("the row of session \(id)") }
        let permissions = row.bytes(Column.permissions)
        definition = SessionDefinition(
            account: account, chainID: UInt64(bitPattern: row.integer(Column.chainID)),
            key: SessionKey(kind: kind, address: keyAddress),
            permissions: try PermissionsCoding.decode(permissions), expirySec: row.integer(Column.expirySec),
            notBeforeSec: row.integer(Column.notBeforeSec), gasLimitUnit: unit, label: row.optionalText(Column.label))
        createdSec = row.integer(Column.createdSec)
        let (endedSec, reason) = (row.integer(Column.endedSec), row.optionalText(Column.endReason))
        ending = Ending.Cause(status).map { Ending($0, endedSec: endedSec, reason: reason) }
        let seal = Seal.of(definition, permissions, session: number, id, createdSec: createdSec)
        guard Seal.fits(row.optionalInteger(Column.seal), seal) else {
            throw LedgerError.corrupt("the row of session \(id) is not what was written")
        }
        if row.isNull(Column.seal) { try requireDistinctMeters() }
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

extension Binder {
    /// Binds the columns of a new session, in the order of its insertion.
    mutating func bind(_ session: Session, number: Int64, from request: CreateRequest) {
        let definition = session.definition
        let permissions = PermissionsCoding.encode(definition.permissions)
        bind(number)
        bind(session.id)
        bind(definition.account.bytes)
        bind(Int64(bitPattern: definition.chainID))
        bind(definition.key.kind.rawValue)
        bind(definition.key.address.bytes)
        bind(permissions)
        bind(String(decoding: request.permissionsAsGiven, as: UTF8.self))
        bind(definition.expirySec)
        bind(definition.notBeforeSec)
        bind(definition.gasLimitUnit.rawValue)
        bind(definition.label)
        bind(session.createdSec)
        bind(request.key)
        bind(request.key == nil ? nil : request.content)
        bind(Seal.of(definition, permissions, session: number, session.id, createdSec: session.createdSec))
    }
}
