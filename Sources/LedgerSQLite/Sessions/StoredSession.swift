import SessionKeys

/// A session in memory: as the open transaction has it, and as the tables still have it where they differ.
final class StoredSession {
    /// What changes of a session.
    struct Counted {
        let meters: [Meter]
        let tally: Tally
        let hasEnded: Bool
    }

    /// What the tables have of its balances.
    enum Kept {
        /// Nothing: it is new, and they hold its definition only.
        case nothing
        /// That it was never used.
        case unused
        case balances
    }

    /// How much of it is brought near for a decision, in bytes: what it is, and what an open transaction found of it.
    static let decisiveSize = 320

    /// Its number in the store.
    let number: Int64
    private(set) var session: Session { didSet { memory = SessionMemory(of: session) } }
    /// Where the session lies: kept beside it, as its parts would have to be looked at to learn it.
    private(set) var memory: SessionMemory
    /// Where its chains end.
    private(set) var trail: Trail
    /// What the tables have of it, with what the open transaction has written.
    private(set) var kept: Kept
    /// Its state in the tables, where it differs from the state in memory and they have one.
    private(set) var before: Counted?
    /// Whether the rows of its authorizations do not tell all of the difference.
    private(set) var mustBeWritten = false
    /// Whether it is listed as changed since the last flush.
    var isChanged = false
    /// The event that has ended it, where the tables do not say so: then it is to be read, and not to be changed.
    let unposted: Event?
    /// Its state when the open transaction first changed it, and what the tables had of it then, for a rollback.
    private var start: (counted: Counted, kept: Kept, before: Counted?)?

    /// A session as it is in the tables.
    init(number: Int64, session: Session, trail: Trail, kept: Kept, unposted: Event? = nil) {
        self.number = number
        self.session = session
        memory = SessionMemory(of: session)
        self.trail = trail
        self.kept = kept
        mustBeWritten = kept == .nothing
        self.unposted = unposted
    }

    /// What its first balance tells of it.
    var tally: Tally { Tally(openReservations: session.openReservations, trail: trail) }

    /// When it expires, and its place among those that do.
    var expiry: Expiry { Expiry(session: session.id, number: number, second: session.definition.expirySec) }

    /// Whether it is in the tables, but not as it is.
    var isOwed: Bool { before != nil }

    /// Whether nothing has become of it since it was granted.
    var isUnused: Bool {
        trail.events == 1 && trail.lastAuthorization == nil && session.openReservations == 0 && session.ending == nil
            && session.meters.allSatisfy { $0.debited == .zero }
    }

    /// The same session, as an event has ended it that is in no table yet.
    func ended(by event: Event) -> StoredSession {
        var session = session
        if case .ended(let ending) = event.body { session.end(ending) }
        return StoredSession(number: number, session: session, trail: trail, kept: kept, unposted: event)
    }

    /// Takes note of what it is, as the open transaction is about to change it.
    ///
    /// - Returns: whether the transaction has not changed it yet.
    func rememberStart() -> Bool {
        guard start == nil else { return false }
        start = (counted, kept, before)
        return true
    }

    /// Takes the session's new state.
    func update(_ session: Session) {
        noteDifference()
        self.session = session
    }

    /// Moves the ends of its chains; `told` where an authorization's row tells of that, and of what becomes of the
    /// session.
    func extend(told: Bool = true, _ body: (inout Trail) -> Void) {
        noteDifference()
        if !told { mustBeWritten = true }
        body(&trail)
    }

    /// The tables hold it as it is.
    func noteWritten(as kept: Kept) {
        self.kept = kept
        before = nil
        mustBeWritten = false
    }

    /// The transaction that has changed it is committed.
    func adopt() { start = nil }

    /// The transaction that has changed it never was.
    func discard() {
        guard let start else { return }
        session = Session(
            id: session.id, definition: session.definition, createdSec: session.createdSec,
            meters: start.counted.meters, openReservations: start.counted.tally.openReservations,
            ending: start.counted.hasEnded ? session.ending : nil)
        trail = start.counted.tally.trail
        kept = start.kept
        before = start.before
        mustBeWritten = false
        self.start = nil
    }

    private var counted: Counted {
        Counted(meters: session.meters, tally: tally, hasEnded: session.ending != nil)
    }

    private func noteDifference() { if before == nil, kept != .nothing { before = counted } }
}
