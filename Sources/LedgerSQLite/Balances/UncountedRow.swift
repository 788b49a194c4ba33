import SessionKeys

/// What an authorization's row tells of the balances that do not have it yet.
struct UncountedRow {
    /// Those after an event, in their order.
    static let all =
        "SELECT number, session, previous, previous_event, debits, seal, meters, outcome FROM authorization "
        + "WHERE number > ? ORDER BY number"

    let number: Int64
    let session: Int64
    private let trail: (lastAuthorization: Int64?, lastEvent: Int64?)
    private let debits: [UInt8]
    private let meters: [UInt8]
    private let isSettled: Bool

    /// - Throws: `corrupt` where it cannot be told whose it is.
    init(_ row: Statement) throws(LedgerError) {
        number = row.integer(0)
        session = row.integer(1)
        trail = (row.optionalInteger(2), row.optionalInteger(3))
        debits = row.bytes(4)
        meters = row.bytes(6)
        isSettled = !row.isNull(7)
        guard row.optionalInteger(5) == Seal.of(debits, authorization: number, session: session) else {
            throw LedgerError.corrupt("the authorization \(number) is not what was written")
        }
    }

    /// Counts it in its session, whose latest authorization it is.
    ///
    /// - Throws: `corrupt` where that does not come to what was answered.
    func count(in stored: StoredSession) throws(LedgerError) {
        var session = stored.session
        let debits = try AmountsCoding.debits(debits, of: session)
        guard session.ending == nil, stored.trail.lastAuthorization == trail.lastAuthorization,
            stored.trail.lastEvent == trail.lastEvent, debits.allSatisfy({ $0.fits(session.meters) })
        else { throw LedgerError.corrupt("authorization \(number) does not follow what \(session.id) has done") }
        session.reserve(debits)
        if isSettled { session.settle(debits, keeping: debits) }
        guard AmountsCoding.encode(session.readings) == meters else {
            throw LedgerError.corrupt("authorization \(number) leaves session \(session.id) other meters than it did")
        }
        stored.update(session)
        stored.extend { trail in
            trail.lastAuthorization = number
            trail.lastEvent = number
            trail.events += 1
        }
    }
}

extension Debit {
    fileprivate func fits(_ meters: [Meter]) -> Bool {
        meters.contains { $0.kind == kind && amount <= $0.remaining }
    }
}
