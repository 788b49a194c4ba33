internal import SessionKeys

/// The sessions whose balances are yet to be written: the rows of their authorizations tell what has been debited since.
///
/// A balance's place is random, and writing each with its authorization would cost a page for each. So sessions gather; once
/// a generation is full they move to the table in the order of its rows, some with each transaction and each as it stands
/// by then, while the next generation gathers. What was not written when the process ended is counted again from the
/// authorizations (`SQLiteStore.countAgain`).
struct OwedBalances {
    /// A generation that moves, in the order of its rows, and the event up to which nothing will be owed when it has.
    private struct Moving {
        let sessions: [StoredSession]
        let through: Int64
        /// How many of them have moved, committed; and how many with the transaction that is open.
        var committed = 0
        var moved = 0

        var isDone: Bool { moved == sessions.count }

        mutating func commit() { committed = moved }

        mutating func discard() { moved = committed }
    }

    /// Up to this event nothing is owed, as the table says; and what it says once the open transaction is committed.
    private(set) var through: Int64
    private(set) var draftedThrough: Int64
    /// Sessions whose balances cannot be read, or written: what they owe is lost with them, so they are not to be trusted.
    private(set) var damaged: Set<Int64>
    private let limits: OwedLimits
    private var sessions: [SessionID: StoredSession] = [:]
    private var gathering: [StoredSession] = []
    private var moving: Moving?
    /// How many authorizations were counted since some moved.
    private var counted = 0
    /// How many were gathering and counted when the last transaction was committed.
    private var committed = (gathering: 0, counted: 0)

    init(through: Int64, damaged: Set<Int64>, limits: OwedLimits) {
        self.through = through
        draftedThrough = through
        self.damaged = damaged
        self.limits = limits
    }

    /// The session, where the tables do not have it as it is.
    func session(_ id: SessionID) -> StoredSession? { sessions[id] }

    /// Takes note of a session that has been changed; where its authorizations tell of that, it is owed from here on.
    mutating func add(_ session: StoredSession) {
        if sessions.updateValue(session, forKey: session.session.id) == nil { gathering.append(session) }
    }

    /// Takes note of a session that was written.
    mutating func remove(_ session: StoredSession) { sessions[session.session.id] = nil }

    /// Takes note of a session whose authorizations cannot be counted or written, whatever becomes of the open transaction.
    mutating func abandon(_ number: Int64) { damaged.insert(number) }

    /// Counts an authorization, which tells how fast the others have to move.
    mutating func countAuthorization() { counted += 1 }

    /// Those that are to be written with the open transaction.
    mutating func next() -> [StoredSession] {
        guard counted >= limits.together else { return [] }
        defer { counted = 0 }
        return take(counted)
    }

    /// Takes the next ones that move.
    private mutating func take(_ count: Int) -> [StoredSession] {
        guard let start = moving?.moved, let sessions = moving?.sessions else { return [] }
        let end = min(sessions.count, start + count)
        moving?.moved = end
        return sessions[start..<end].filter { $0.isOwed && !damaged.contains($0.number) }
    }

    /// All of them, in the order of their rows.
    var all: [StoredSession] { sessions.values.sorted { $0.number < $1.number } }

    /// The event up to which nothing is owed once those that moved are committed, where the table does not say so.
    var newThrough: Int64? {
        guard let moving, moving.isDone, moving.through > draftedThrough else { return nil }
        return moving.through
    }

    /// The open transaction has written down that nothing is owed up to an event.
    mutating func advance(through: Int64) { draftedThrough = through }

    /// The transaction is committed.
    mutating func adopt(lastEvent: Int64) {
        through = draftedThrough
        moving?.commit()
        if let done = moving, done.through <= through { moving = nil }
        if moving == nil, gathering.count >= limits.sessions || lastEvent - through >= limits.events {
            moving = Moving(sessions: gathering.sorted { $0.number < $1.number }, through: lastEvent)
            gathering.removeAll(keepingCapacity: true)
        }
        committed = (gathering.count, counted)
    }

    /// The transaction never was, and has left these sessions as they were.
    mutating func discard(_ changed: [StoredSession]) {
        // Of two that were the same session, one after the other, the first is what the transaction found.
        for session in changed.reversed() {
            let isOwed = session.isOwed && !damaged.contains(session.number)
            sessions[session.session.id] = isOwed ? session : nil
        }
        gathering.removeLast(gathering.count - committed.gathering)
        counted = committed.counted
        draftedThrough = through
        moving?.discard()
    }
}
