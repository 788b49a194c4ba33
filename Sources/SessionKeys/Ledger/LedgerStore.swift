/// What a backend gives for the bookkeeping: facts, and places to put the changes. Always within one transaction.
package protocol LedgerStore {
    /// The session as the transaction has it, if there is one.
    mutating func session(_ id: SessionID) throws(LedgerError) -> Session?
    /// The sessions of an account that are to be ended: all that are active, and perhaps some that have ended. Those that
    /// cannot be read are denied everything from here on.
    mutating func activeSessions(of account: Address) throws(LedgerError) -> [SessionID]
    /// Has somebody told of a damaged session that the transaction goes on without.
    mutating func note(_ damage: LedgerError, of session: SessionID)
    /// What a key was used to create, if it was.
    mutating func creation(key: String) throws(LedgerError) -> Creation?
    /// The authorization as the transaction has it, if there is one.
    mutating func authorization(_ id: AuthorizationID) throws(LedgerError) -> Authorization?
    /// The newest authorization that is known by the key: by its name, or by its content where it has none.
    mutating func authorization(of session: SessionID, knownBy key: OperationKey) throws(LedgerError) -> Authorization?
    /// The number that the next authorization gets, which is the next event's: that event tells of it.
    mutating func nextAuthorizationNumber() throws(LedgerError) -> UInt64
    /// Answers what changes nothing.
    mutating func read(_ query: Query) throws(LedgerError) -> Answer
    /// What fell due up to now, in the order in which it fell due.
    mutating func due(at now: Instant, limit: Int) throws(LedgerError) -> [Due]
    /// Skips what is due and damaged until the store is opened again, even if this transaction is rolled back, so that
    /// the others can be ended.
    mutating func passOver(_ due: Due, for error: LedgerError)
    /// The expiries among what fell due that come before every reservation, in their order.
    mutating func leadingExpiries(at now: Instant, limit: Int) throws(LedgerError) -> [Expiry]

    /// Keeps a new session, and what its key was used for; the event that tells of it has to follow.
    mutating func insert(_ session: Session, from request: CreateRequest) throws(LedgerError)
    /// Keeps what has changed of a session that is there: its meters, its open reservations, its ending.
    mutating func update(_ session: Session) throws(LedgerError)
    /// Ends active sessions whose expiry has come, with an event for each, in their order: what `update` and `append`
    /// do for one at a time.
    mutating func expire(_ expiries: [Expiry], at time: Instant) throws(LedgerError)
    /// Keeps an authorization; the event that tells of it, of the same time, has to follow.
    mutating func insert(_ authorization: Authorization, at time: Instant) throws(LedgerError)
    /// Keeps the settlement of an authorization that is there and had none.
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
