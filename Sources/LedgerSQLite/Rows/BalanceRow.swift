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
    ///   - granted: the meter as it was granted; nil where there is none.
    ///   - session: whose it is.
    /// - Throws: `corrupt` where it is not what was written.
    init(_ row: Statement, granted: Meter?, of session: SessionID) throws(LedgerError) {
        meter = try granted.map { granted throws(LedgerError) in
            guard let meter = Self.meter(granted, row), row.optionalInteger(2).isNilOr(Seal.of(meter)) else {
                throw LedgerError.corrupt("the balances of session \(session)")
            }
            return meter
        }
        tally = try Self.tally(row, from: 3, of: session)
    }

    /// Reads the columns of the tally; nil where the row is not a first one.
    static func tally(
        _ row: Statement, from column: Int32, of session: SessionID
    ) throws(LedgerError) -> Tally? {
        guard let openReservations = row.optionalInteger(column) else { return nil }
        let trail = Trail(
            lastAuthorization: row.optionalInteger(column + 1), lastEvent: row.optionalInteger(column + 2),
            events: row.integer(column + 3))
        let tally = Tally(openReservations: Int(openReservations), trail: trail)
        guard row.optionalInteger(column + 4).isNilOr(Seal.of(tally)) else {
            throw LedgerError.corrupt("the tally of session \(session)")
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
    /// Binds the columns of a tally, or NULL for each where there is none.
    mutating func bind(_ tally: Tally?) {
        bind(tally.map { Int64($0.openReservations) })
        bind(tally?.trail.lastAuthorization)
        bind(tally?.trail.lastEvent)
        bind(tally?.trail.events)
        bind(tally.map(Seal.of))
    }
}
