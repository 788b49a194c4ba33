/// What a backend gives for the bookkeeping: facts, and places to put the changes. Always within one transaction.
package protocol LedgerStore {
    mutating func session(_ id: SessionID) throws(LedgerError) -> Session?
    mutating func activeSessions(of account: Address) throws(LedgerError) -> [SessionID]
    mutating func creation(key: String) throws(LedgerError) -> Creation?
    mutating func authorization(_ id: AuthorizationID) throws(LedgerError) -> Authorization?
    /// The newest authorization that is known by the key: by its name, or by its content where it has none.
    mutating func authorization(of session: SessionID, knownBy key: OperationKey) throws(LedgerError) -> Authorization?
    /// The number that the next authorization gets: that of the event which tells of it, the next one.
    mutating func nextAuthorizationNumber() throws(LedgerError) -> UInt64
    mutating func read(_ query: Query) throws(LedgerError) -> Answer
    /// What fell due up to now, in the order in which it fell due.
    mutating func due(at now: Instant, limit: Int) throws(LedgerError) -> [Due]
    /// Leaves something alone from here on, whatever becomes of the transaction: it is due and cannot be read for its
    /// damage, which is no reason to leave others as they are.
    mutating func passOver(_ due: Due)
    /// The expiries among what fell due that come before every reservation, in their order.
    mutating func leadingExpiries(at now: Instant, limit: Int) throws(LedgerError) -> [Expiry]

    mutating func insert(_ session: Session, from request: CreateRequest) throws(LedgerError)
    mutating func update(_ session: Session) throws(LedgerError)
    /// Ends active sessions whose expiry has come, with an event for each, in their order: what `update` and `append`
    /// do for one at a time.
    mutating func expire(_ expiries: [Expiry], at time: Instant) throws(LedgerError)
    /// Keeps an authorization; the event that tells of it, of the same time, has to follow.
    mutating func insert(_ authorization: Authorization, at time: Instant) throws(LedgerError)
    mutating func update(_ authorization: Authorization) throws(LedgerError)
    /// Numbers the event and keeps it.
    mutating func append(_ body: Event.Body, of session: SessionID, at time: Instant) throws(LedgerError)

    /// The oldest events that are kept, at most `limit`.
    mutating func oldestEvents(limit: Int) throws(LedgerError) -> [OldEvent]
    /// Removes the oldest event; where its session retires, that one's authorizations may go from now on.
    mutating func remove(_ event: OldEvent, retiringSession: Bool) throws(LedgerError)
    /// Removes authorizations of sessions that have retired, at most `limit`. Those of the session that has the newest
    /// of all stay, as its number tells the next one's, and those of one whose chain is broken.
    ///
    /// - Returns: how many were removed, and what is damaged.
    mutating func removeRetired(limit: Int) throws(LedgerError) -> Removal
}
