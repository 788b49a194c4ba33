import SessionKeys

/// The row of a session that was never used, which stands for its balances: they are as they were granted.
struct UnusedSession {
    static let insertion = "INSERT INTO unused_session (number, creation_event, seal) VALUES (?, ?, ?)"
    static let selection = "SELECT creation_event, seal FROM unused_session WHERE number = ?"

    let number: Int64
    let trail: Trail

    /// What is written of a session.
    init(_ stored: StoredSession) {
        number = stored.number
        trail = stored.trail
    }

    /// Reads the columns that are selected, in their order.
    ///
    /// - Throws: `corrupt` where it is not what was written, or the session has ended.
    init(_ row: Statement, of session: SessionRow) throws(LedgerError) {
        number = session.number
        trail = Trail(lastEvent: row.integer(0), events: 1)
        guard row.integer(1) == seal, session.ending == nil else {
            throw LedgerError.corrupt("what says that session \(session.id) was never used")
        }
    }

    /// A seal in every such row: without one, a row of somewhere else could give back what a session has spent.
    var seal: Int64 { Seal.of(Tally(openReservations: 0, trail: trail), session: number) }
}

extension Binder {
    /// Binds the columns that are inserted.
    mutating func bind(_ unused: UnusedSession) {
        bind(unused.number)
        bind(unused.trail.lastEvent)
        bind(unused.seal)
    }
}
