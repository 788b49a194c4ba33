import SessionKeys

/// The sessions whose balances are yet to be written: the rows of their authorizations tell what has been debited
/// since.
///
/// A balance's place is random, and writing each with its authorization would cost a page for each. So sessions gather;
/// once a generation is full they move to the table in the order of its rows, some with each transaction and each as it
/// stands by then, while the next generation gathers. What was not written when the process ended is counted again from
/// the authorizations (`SQLiteStore.countAgain`).
struct OwedBalances: ~Copyable {
    /// Up to this event nothing is owed, as the table says; and what it says once the open transaction is committed.
    private(set) var through: Int64
    private(set) var draftedThrough: Int64
    /// Sessions whose balances cannot be read, or written: what they owe is lost with them, so they are not to be
    /// trusted.
    private(set) var damaged: Set<Int64>
    private let limits: OwedLimits
    private var pace: MovingPace
    private var sessions = SessionIndex()
    private var gathering: [Gathered] = []
    private var holdsNextGeneration = false
    /// How many were gathering when the last transaction was committed.
    private var gatheredAtCommit = 0
    /// The generation that moves, and the event up to which nothing will be owed when it has.
    private var moving: Moving<Gathered>?
    private var movingThrough: Int64

    /// A session with its number beside it: everybody waits while thousands are sorted, and following references would
    /// take most of that time.
    private struct Gathered {
        let number: Int64
        let session: StoredSession
    }

    init(through: Int64, damaged: Set<Int64>, limits: OwedLimits) {
        self.through = through
        draftedThrough = through
        movingThrough = through
        self.damaged = damaged
        self.limits = limits
        pace = MovingPace(together: limits.together)
    }

    /// The session with what it owes; `nil` where it owes nothing, or is not to be trusted.
    func session(_ id: SessionID) -> StoredSession? {
        sessions[id].flatMap { damaged.contains($0.number) ? nil : $0 }
    }

    /// Takes note of a session that has been changed; where its authorizations tell of that, it is owed from here on.
    mutating func add(_ session: StoredSession) {
        if sessions.set(session) { gathering.append(Gathered(number: session.number, session: session)) }
    }

    /// Takes note of a session that was written.
    mutating func remove(_ session: StoredSession) { sessions.remove(session.session.id) }

    /// Takes note of a session whose authorizations cannot be counted or written, whatever becomes of the open
    /// transaction.
    mutating func giveUp(_ number: Int64) { damaged.insert(number) }

    /// Counts an authorization, which tells how fast the others have to move.
    mutating func countAuthorization() { pace.ask(for: 1) }

    /// Begins no generation with the open transaction: many subscribers are told of it at once, and sorting thousands
    /// of sessions first would delay that.
    mutating func holdNextGeneration() { holdsNextGeneration = true }

    /// Those that are to be written with the open transaction.
    mutating func next() -> [StoredSession] {
        // Taken even while nothing moves, so that what has gathered is not moved in one transaction later.
        let count = pace.take()
        let next = moving?.next(count).map(\.session) ?? []
        return next.filter { $0.isOwed && !damaged.contains($0.number) }
    }

    /// All of them, in the order of their rows.
    var all: [StoredSession] { sessions.all.sorted { $0.number < $1.number } }

    /// The event up to which nothing is owed once those that moved are committed, where the table does not say so.
    var newThrough: Int64? { moving?.isDone == true && movingThrough > draftedThrough ? movingThrough : nil }

    /// The open transaction has written down that nothing is owed up to an event.
    mutating func advance(through: Int64) { draftedThrough = through }

    /// The transaction is committed.
    mutating func adopt(lastEvent: Int64) {
        through = draftedThrough
        moving?.adopt()
        pace.adopt()
        if movingThrough <= through { moving = nil }
        let isFull = gathering.count >= limits.sessions || lastEvent - through >= limits.events
        if moving == nil, !holdsNextGeneration, isFull {
            gathering.sort { $0.number < $1.number }
            moving = Moving(gathering)
            movingThrough = lastEvent
            gathering = []
        }
        holdsNextGeneration = false
        gatheredAtCommit = gathering.count
    }

    /// The transaction never was, and has left these sessions as they were.
    mutating func discard(_ changed: [StoredSession]) {
        // A session may be there twice, read anew in between: the first is what the transaction found.
        for session in changed.reversed() {
            let isOwed = session.isOwed && !damaged.contains(session.number)
            if isOwed { sessions.set(session) } else { sessions.remove(session.session.id) }
        }
        gathering.removeLast(gathering.count - gatheredAtCommit)
        draftedThrough = through
        moving?.discard()
        pace.discard()
        holdsNextGeneration = false
    }
}
