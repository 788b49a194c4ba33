/// An event at the old end of the ledger, and what tells whether its session's history ends with it.
package struct OldEvent: Sendable {
    /// Its number.
    package let sequence: Int64
    /// When it happened.
    package let time: Instant
    /// The session's number in the store.
    package let session: Int64
    /// Whether the store has no newer one: it tells the next one's number.
    package let isNewest: Bool
    /// Whether its session has ended, holds no open reservation, and had no event after it.
    package let closesSession: Bool

    /// An event and its place.
    package init(sequence: Int64, time: Instant, session: Int64, isNewest: Bool, closesSession: Bool) {
        self.sequence = sequence
        self.time = time
        self.session = session
        self.isNewest = isNewest
        self.closesSession = closesSession
    }
}
