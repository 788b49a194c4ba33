import SessionKeys

/// The facts and the changes of the transaction that is open. Sessions are changed in memory, and written by `flush` or
/// later (`OwedBalances`): a session that a whole batch debits is read once and written once.
final class SQLiteStore {
    let connection: Connection
    let statements: Statements
    let removal: RemovalStatements
    /// How many sessions may wait to be posted: they are in memory, and read when the store is opened.
    let unpostedLimit: Int
    var cache: SessionCache
    /// The sessions that the transaction has changed, and those of them that were changed since the last flush, in
    /// order.
    var changedInTransaction: [StoredSession] = []
    var changedSinceFlush: [StoredSession] = []
    /// The sessions whose balances are written later.
    var owed: OwedBalances
    /// The numbers of sessions whose rows the disk failed to read as they were to be revoked: until it reads them, what
    /// memory holds of them does not count.
    var unread: Set<Int64> = []
    var passedOver = PassedOver()
    /// How many sessions the transaction had changed that was discarded last.
    private(set) var discarded = 0
    /// What the transaction does without when it is done again.
    var leftOut = LeftOut()
    /// Grows with everything for which a transaction may be done again.
    var failures: Int { owed.damaged.count + leftOut.failures + keys.faults }
    /// Why sessions were given up, keys move no more, or something is done without, until somebody is told.
    var untold = UntoldDamage()
    /// The authorization whose settlement could not be written last: its row, or its place among the deadlines, is
    /// damaged.
    var unsettleable: AuthorizationID?
    /// The session that was asked for last: it mostly is the next one too.
    var latest: StoredSession?
    /// What the tables hold, and what they will hold once the transaction is committed.
    private(set) var committed: StoreState
    var draft: StoreState
    let keys: KeyIndex
    /// The session whose ending was posted last.
    var lastPosted = ExpiryPlace.start
    /// The sessions that expire next, as far as they were read ahead.
    var foreseen = ForeseenExpiries()
    /// How many sessions the transaction's listings have passed over.
    var passedByListings = 0
    /// What happened in the transaction, in order.
    var events: [Event] = []

    init(
        connection: Connection, sessionsInMemory: Int, unpostedLimit: Int, owedLimits: OwedLimits, keyLimits: KeyLimits
    ) throws(LedgerError) {
        self.connection = connection
        self.unpostedLimit = unpostedLimit
        cache = SessionCache(generationSize: sessionsInMemory)
        statements = try Statements(connection)
        removal = try RemovalStatements(connection)
        keys = try KeyIndex(connection, limits: keyLimits)
        if let fault = keys.faultOfRuns { untold.insert(fault) }
        owed = try OwedBalances(connection, limits: owedLimits)
        committed = try StoreState(connection)
        draft = committed
        try countAgain()
        // Only now it is known whose time is passed over.
        draft.deadlines = try nextDeadlines()
        committed = draft
    }

    /// Whether sessions were changed that are not written.
    var hasChanges: Bool { !changedSinceFlush.isEmpty }

    /// Forgets what was not committed; what is cached may stem from it.
    func discard() {
        discarded = changedInTransaction.count
        for session in changedInTransaction { session.discard() }
        owed.discard(changedInTransaction)
        changedInTransaction.removeAll(keepingCapacity: true)
        for session in changedSinceFlush { session.isChanged = false }
        changedSinceFlush.removeAll(keepingCapacity: true)
        latest = nil
        events = []
        passedByListings = 0
        draft = committed
        keys.discard()
        cache.removeAll()
    }

    /// Takes what was committed for granted.
    func adopt() {
        for session in changedInTransaction { session.adopt() }
        changedInTransaction.removeAll(keepingCapacity: true)
        events = []
        passedByListings = 0
        committed = draft
        keys.adopt()
        owed.adopt(lastEvent: committed.overview.lastEvent)
    }

    /// Writes where the events begin, and the changed sessions, but for those of which their authorizations tell.
    func flush() throws(LedgerError) {
        let first = draft.overview.firstEvent
        if first != committed.overview.firstEvent { try removal.moveFirst.run { $0.bind(first) } }
        for session in changedSinceFlush {
            session.isChanged = false
            if session.mustBeWritten { try write(session) } else if session.isOwed { owed.add(session) }
        }
        changedSinceFlush.removeAll(keepingCapacity: true)
    }

    /// Makes sure that the store holds the clock reading once the transaction is committed.
    func keepUnlessTold(_ clock: ClockReading) throws(LedgerError) {
        let isToldByAuthorization =
            draft.lastAuthorization != committed.lastAuthorization && draft.lastAuthorized == clock.wall
            && draft.clock.tells(clock)
        if !isToldByAuthorization { try keep(clock) }
    }

    /// Writes a clock reading to the row of its own.
    func keep(_ clock: ClockReading) throws(LedgerError) {
        try draft.clock.write(clock, with: statements.keepClock)
    }

    /// Prepares the end of a transaction that has changed something: after the commit nothing may fail any more.
    func prepareCommit() throws(LedgerError) {
        try moveKeys()
        try writeSomeOwed()
        if draft.deadlines.areStale { draft.deadlines = try nextDeadlines() }
    }

    private func moveKeys() throws(LedgerError) {
        do throws(LedgerError) {
            try keys.move()
        } catch {
            if error.mayBeOfOneSession { untold.insert(error) }
            throw error
        }
    }
}
