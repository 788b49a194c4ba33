internal import SessionKeys

/// The facts and the changes of the transaction that is open. Sessions are changed in memory and written once, by `flush`:
/// a session that a whole batch debits is read once and written once.
final class SQLiteStore {
    /// A session that the transaction has changed or created.
    struct Change {
        /// What the tables hold; `nil` where they hold nothing of it yet but the definition.
        let stored: SessionCache.Entry?
        var current: SessionCache.Entry
    }

    let connection: Connection
    let statements: Statements
    let removal: RemovalStatements
    private var cache = SessionCache(generationSize: 12288)
    /// The sessions that the transaction has changed, the place of each, and of the one that was asked for last: it mostly is
    /// the next one too.
    private var changes: [Change] = []
    private var places: [SessionID: Int] = [:]
    private var lastPlace = 0
    /// What the tables hold, and what they will hold once the transaction is committed.
    private(set) var committed: StoreState
    var draft: StoreState
    var keys: KeyIndex
    var recentHash = RecentHash()
    /// What happened in the transaction, in order.
    var events: [Event] = []

    init(connection: Connection) throws(LedgerError) {
        self.connection = connection
        statements = try Statements(connection)
        removal = try RemovalStatements(connection)
        keys = try KeyIndex(connection)
        committed = try StoreState(connection)
        draft = committed
        try refreshDeadlines()
        committed = draft
    }

    /// Looks up what falls due next.
    private func refreshDeadlines() throws(LedgerError) { draft.deadlines = try nextDeadlines() }

    /// Forgets what was not committed; what is cached may stem from it.
    func discard() {
        forgetChanges()
        events = []
        draft = committed
        keys.discard()
        cache.removeAll()
    }

    /// Takes what was committed for granted.
    func adopt() {
        events = []
        committed = draft
        keys.adopt()
    }

    /// Writes the changed sessions to their tables.
    func flush() throws(LedgerError) {
        for change in changes {
            try write(change)
            cache.keep(change.current)
        }
        forgetChanges()
    }

    private func forgetChanges() {
        changes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    /// Prepares the end of a transaction that has changed something: after the commit nothing may fail any more.
    func prepareCommit() throws(LedgerError) {
        try keys.move()
        try refreshDeadlines()
    }

    /// The session as the transaction has it, and its place in the tables.
    func entry(of id: SessionID) throws(LedgerError) -> SessionCache.Entry? {
        if let place = place(of: id) { return changes[place].current }
        if let entry = cache.entry(of: id) { return entry }
        return try load(id)
    }

    /// The entry of a session that is known to be there.
    func knownEntry(of id: SessionID) throws(LedgerError) -> SessionCache.Entry {
        guard let entry = try entry(of: id) else { throw LedgerError.corrupt("there is no session \(id)") }
        return entry
    }

    /// Changes the session's entry in memory.
    func change(_ id: SessionID, _ body: (inout SessionCache.Entry) -> Void) throws(LedgerError) {
        if let place = place(of: id) { return body(&changes[place].current) }
        let entry = try knownEntry(of: id)
        add(Change(stored: entry, current: entry))
        body(&changes[lastPlace].current)
    }

    /// Adds a session that the transaction has inserted.
    func begin(_ entry: SessionCache.Entry) {
        add(Change(stored: nil, current: entry))
    }

    private func add(_ change: Change) {
        lastPlace = changes.count
        places[change.current.session.id] = lastPlace
        changes.append(change)
    }

    /// Where in the changes the session is.
    private func place(of id: SessionID) -> Int? {
        if lastPlace < changes.count, changes[lastPlace].current.session.id == id { return lastPlace }
        guard let place = places[id] else { return nil }
        lastPlace = place
        return place
    }

    /// Has the session read again when it is asked for.
    func forget(_ id: SessionID) { cache.remove(id) }

    private func load(_ id: SessionID) throws(LedgerError) -> SessionCache.Entry? {
        let row = try statements.session.first({ $0.bind(id) }) { row throws(LedgerError) in try SessionRow(row) }
        guard let row else { return nil }
        let entry = try row.entry(with: statements.balances)
        cache.keep(entry)
        return entry
    }
}
