/// Something that happened, numbered without gaps (rules 4.4).
package struct Event: Equatable, Sendable {
    /// What happened, with what a subscriber is told of it.
    package enum Body: Equatable, Sendable {
        case created(account: Address, chainID: UInt64)
        case reserved(AuthorizationID, debits: [Debit])
        case settled(AuthorizationID, debits: [Debit], outcome: Settlement.Outcome)
        case ended(Ending)
    }

    /// From 1, without gaps.
    package let sequence: Int64
    /// When it happened.
    package let time: Instant
    /// To which session.
    package let session: SessionID
    /// What happened.
    package let body: Body

    /// An event as it was numbered.
    package init(sequence: Int64, time: Instant, session: SessionID, body: Body) {
        self.sequence = sequence
        self.time = time
        self.session = session
        self.body = body
    }
}

extension Event.Body {
    /// The event's name on the wire.
    package var type: EventType {
        switch self {
        case .created: .sessionCreated
        case .reserved: .authorizationReserved
        case .settled: .authorizationSettled
        case .ended(let ending):
            switch ending.cause {
            case .exhausted: .sessionExhausted
            case .revoked: .sessionRevoked
            case .expired: .sessionExpired
            }
        }
    }
}
