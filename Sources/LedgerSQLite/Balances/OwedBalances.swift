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

        mutating func commit() { committed = moved }

        mutating func discard() { moved = committed }
    }

    /// Up to this event nothing is owed.
    private(set) var through: Int64
    /// Sessions whose balances cannot be read, or written: what they owe is lost with them, so they are not to be trusted.
    private(set) var damaged: Set<Int64>
    private let limits: OwedLimits
    private var sessions: [SessionID: StoredSession] = [:]
    private var gathering: [StoredSession] = []
    private var committed = 0
    private var moving: Moving?
    /// How many authorizations were counted since some moved.
    private var counted = 0

    init(through: Int64, damaged: Set<Int64>, limits: OwedLimits) {
        self.through = through
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
    mutating func remove(_ session: StoredSession) {
        sessions[session.session.id] = nil
        if !damaged.isEmpty { damaged.remove(session.number) }
    }

    /// Takes note of a session that can never be written.
    mutating func abandon(_ session: StoredSession) {
        sessions[session.session.id] = nil
        damaged.insert(session.number)
    }

    /// Takes note of a session whose authorizations cannot be counted.
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
        return sessions[start..<end].filter(\.isOwed)
    }

    /// All of them, in the order of their rows.
    var all: [StoredSession] { sessions.values.sorted { $0.number < $1.number } }

    /// The event up to which nothing is owed once the open transaction is committed, where that is a later one.
    var newThrough: Int64? {
        guard let moving, moving.moved == moving.sessions.count else { return nil }
        return moving.through
    }

    /// The transaction is committed.
    mutating func adopt(lastEvent: Int64) {
        committed = gathering.count
        moving?.commit()
        if let newThrough {
            through = newThrough
            moving = nil
        }
        guard moving == nil, committed >= limits.sessions || lastEvent - through >= limits.events else { return }
        moving = Moving(sessions: gathering.sorted { $0.number < $1.number }, through: lastEvent)
        gathering.removeAll(keepingCapacity: true)
        committed = 0
    }

    /// The transaction never was, and has left these sessions as they were.
    mutating func discard(_ changed: [StoredSession]) {
        for session in changed { sessions[session.session.id] = session.isOwed ? session : nil }
        gathering.removeLast(gathering.count - committed)
        // Whatever comes next, such as a revocation on a full disk, has its own to write only.
        counted = 0
        moving?.discard()
    }
}
