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
    private var changes: [SessionID: Change] = [:]
    /// What the tables hold, and what they will hold once the transaction is committed.
    private(set) var committed: StoreState
    var draft: StoreState
    var keys: KeyIndex
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
        changes = [:]
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
        for change in changes.values {
            try write(change)
            cache.keep(change.current)
        }
        changes.removeAll(keepingCapacity: true)
    }

    /// Prepares the end of a transaction that has changed something: after the commit nothing may fail any more.
    func prepareCommit() throws(LedgerError) {
        try keys.move()
        try refreshDeadlines()
    }

    /// The session as the transaction has it, and its place in the tables.
    func entry(of id: SessionID) throws(LedgerError) -> SessionCache.Entry? {
        if let change = changes[id] { return change.current }
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
        if changes[id] == nil {
            let entry = try knownEntry(of: id)
            changes[id] = Change(stored: entry, current: entry)
        }
        // Absent it cannot be: it was put there above.
        if let index = changes.index(forKey: id) { body(&changes.values[index].current) }
    }

    /// Adds a session that the transaction has inserted.
    func begin(_ entry: SessionCache.Entry) {
        changes[entry.session.id] = Change(stored: nil, current: entry)
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
