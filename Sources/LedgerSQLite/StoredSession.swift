internal import SessionKeys

/// A session in memory: as the open transaction has it, and as the tables still have it where it was changed.
final class StoredSession {
    /// What the tables hold of a session that was changed.
    struct Before {
        let meters: [Meter]
        let openReservations: Int
        let hasEnded: Bool
        let trail: Trail
    }

    /// What is to be written of it.
    enum Difference {
        case none
        /// It is new: the tables hold its definition only.
        case everything
        case since(Before)
    }

    /// Its number in the store.
    let number: Int64
    private(set) var session: Session
    /// Where its chains end.
    private(set) var trail: Trail
    private(set) var difference: Difference
    /// The event that has ended it, where the tables do not say so: then it is to be read, and not to be changed.
    let unposted: Event?

    /// A session as it is in the tables; a new one has no balances there yet.
    init(number: Int64, session: Session, trail: Trail = Trail(), isNew: Bool = false, unposted: Event? = nil) {
        self.number = number
        self.session = session
        self.trail = trail
        difference = isNew ? .everything : .none
        self.unposted = unposted
    }

    /// The same session, as an event has ended it that is in no table yet.
    func ended(by event: Event) -> StoredSession {
        var session = session
        if case .ended(let ending) = event.body { session.end(ending) }
        return StoredSession(number: number, session: session, trail: trail, unposted: event)
    }

    /// Takes the session's new state.
    func update(_ session: Session) {
        noteDifference()
        self.session = session
    }

    /// Moves the ends of its chains.
    func extend(_ body: (inout Trail) -> Void) {
        noteDifference()
        body(&trail)
    }

    /// The tables hold it as it is.
    func isWritten() { difference = .none }

    private func noteDifference() {
        guard case .none = difference else { return }
        difference = .since(
            Before(
                meters: session.meters, openReservations: session.openReservations, hasEnded: session.ending != nil,
                trail: trail))
    }
}
