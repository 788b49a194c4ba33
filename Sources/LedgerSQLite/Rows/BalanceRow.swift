import SessionKeys

/// A balance's row: a meter's amounts, and in the session's first one the session's tally.
struct BalanceRow {
    static let columns = "spent, debited, seal, \(tallyColumns)"
    static let tallyColumns = "open_reservations, last_authorization, last_event, events, tally_seal"

    /// Nil where the session has no meter.
    let meter: Meter?
    /// Nil where it is not the session's first one.
    let tally: Tally?

    /// Reads the columns above, in their order.
    ///
    /// - Parameters:
    ///   - row: the row.
    ///   - position: where the meter stands among the session's.
    ///   - granted: the meter as it was granted; nil where there is none.
    ///   - owner: whose it is.
    /// - Throws: `corrupt` where it is not what was written.
    init(_ row: Statement, _ position: Int, granted: Meter?, of owner: SessionRow) throws(LedgerError) {
        let slot = BalanceSlot.slot(position, of: owner.number)
        meter = try granted.map { granted throws(LedgerError) in
            guard let meter = Self.meter(granted, row),
                Seal.fits(row.optionalInteger(2), Seal.of(meter, slot: slot), older: Seal.of(meter, slot: nil))
            else { throw LedgerError.corrupt("the balances of session \(owner.id)") }
            return meter
        }
        tally = try Self.tally(row, from: 3, of: owner.number, owner.id)
    }

    /// Reads the columns of the tally; nil where the row is not a first one.
    static func tally(
        _ row: Statement, from column: Int32, of session: Int64, _ id: SessionID
    ) throws(LedgerError) -> Tally? {
        guard let openReservations = row.optionalInteger(column) else { return nil }
        let trail = Trail(
            lastAuthorization: row.optionalInteger(column + 1), lastEvent: row.optionalInteger(column + 2),
            events: row.integer(column + 3))
        let tally = Tally(openReservations: Int(openReservations), trail: trail)
        let seal = row.optionalInteger(column + 4)
        guard Seal.fits(seal, Seal.of(tally, session: session), older: Seal.of(tally, session: nil)) else {
            throw LedgerError.corrupt("the tally of session \(id)")
        }
        return tally
    }

    private static func meter(_ granted: Meter, _ row: Statement) -> Meter? {
        guard let spent = Amount(bigEndian: row.bytes(0)[...]), let debited = Amount(bigEndian: row.bytes(1)[...]),
            let reserved = debited.subtracting(spent)
        else { return nil }
        return Meter(
            kind: granted.kind, permission: granted.permission, allowance: granted.allowance, spent: spent,
            reserved: reserved)
    }
}

extension Binder {
    /// Binds the columns of a session's tally, or NULL for each where there is none.
    mutating func bind(_ tally: Tally?, of session: Int64) {
        bind(tally.map { Int64($0.openReservations) })
        bind(tally?.trail.lastAuthorization)
        bind(tally?.trail.lastEvent)
        bind(tally?.trail.events)
        bind(tally.map { Seal.of($0, session: session) })
    }
}
