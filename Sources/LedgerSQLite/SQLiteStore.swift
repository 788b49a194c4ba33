import SessionKeys

/// The facts and the changes of the transaction that is open. Sessions are changed in memory, and written by `flush` or
/// later (`OwedBalances`): a session that a whole batch debits is read once and written once.
final class SQLiteStore {
    let connection: Connection
    let statements: Statements
    let removal: RemovalStatements
    /// How many sessions may wait to be posted: they are in memory, and read when the store is opened.
    let unpostedLimit: Int
    private var cache: SessionCache
    /// The sessions that the transaction has changed, and those of them that were changed since the last flush, in
    /// order.
    private var begun: [StoredSession] = []
    private var changed: [StoredSession] = []
    /// The sessions whose balances are written later.
    var owed: OwedBalances
    var passedOver = PassedOver()
    /// The sessions whose reading has ended the transaction that is done again.
    var unreadable: [SessionID: Unreadable] = [:]
    /// Grows with everything for which a transaction may be done again.
    var failures: Int { owed.damaged.count + unreadable.values.reduce(0) { $0 + $1.times } }
    /// Why a session was given up last, until somebody is told.
    var damage: LedgerError?
    /// The session that was asked for last: it mostly is the next one too.
    private var latest: StoredSession?
    /// What the tables hold, and what they will hold once the transaction is committed.
    private(set) var committed: StoreState
    var draft: StoreState
    let keys: KeyIndex
    /// The session whose ending was posted last.
    var lastPosted = ExpiryPlace.start
    /// The sessions that expire next, as far as they were read ahead.
    var foreseen = ForeseenExpiries()
    /// What happened in the transaction, in order.
    var events: [Event] = []

    /// How often a session could not be read, and why.
    struct Unreadable {
        let error: LedgerError
        let times: Int
    }

    init(
        connection: Connection, sessionsInMemory: Int, unpostedLimit: Int, owedLimits: OwedLimits, keyLimits: KeyLimits
    ) throws(LedgerError) {
        self.connection = connection
        self.unpostedLimit = unpostedLimit
        cache = SessionCache(generationSize: sessionsInMemory)
        statements = try Statements(connection)
        removal = try RemovalStatements(connection)
        keys = try KeyIndex(connection, limits: keyLimits)
        owed = try OwedBalances(connection, limits: owedLimits)
        committed = try StoreState(connection)
        draft = committed
        try countAgain()
        // Only now it is known whose time is passed over.
        draft.deadlines = try nextDeadlines()
        committed = draft
    }

    /// Forgets what was not committed; what is cached may stem from it.
    func discard() {
        for session in begun { session.discard() }
        owed.discard(begun)
        begun.removeAll(keepingCapacity: true)
        for session in changed { session.isChanged = false }
        changed.removeAll(keepingCapacity: true)
        latest = nil
        events = []
        draft = committed
        keys.discard()
        cache.removeAll()
    }

    /// Takes what was committed for granted.
    func adopt() {
        for session in begun { session.commit() }
        begun.removeAll(keepingCapacity: true)
        events = []
        committed = draft
        keys.adopt()
        owed.adopt(lastEvent: committed.overview.lastEvent)
    }

    /// Writes where the events begin, and the changed sessions, but for those of which their authorizations tell.
    func flush() throws(LedgerError) {
        let first = draft.overview.firstEvent
        if first != committed.overview.firstEvent { try removal.moveFirst.run { $0.bind(first) } }
        for session in changed {
            session.isChanged = false
            if session.mustBeWritten { try writeDown(session) } else if session.isOwed { owed.add(session) }
        }
        changed.removeAll(keepingCapacity: true)
    }

    /// Has the store tell a clock reading with whatever else the transaction changes.
    func keep(_ clock: ClockReading) throws(LedgerError) {
        let isNew = draft.lastAuthorization != committed.lastAuthorization
        guard isNew, draft.lastAuthorized == clock.wall, draft.clock.tells(clock) else { return try write(clock) }
    }

    /// Writes a clock reading to the row of its own.
    func write(_ clock: ClockReading) throws(LedgerError) {
        try draft.clock.write(clock, with: statements.keepClock)
    }

    /// Prepares the end of a transaction that has changed something: after the commit nothing may fail any more.
    func prepareCommit() throws(LedgerError) {
        try keys.move()
        try writeSomeOwed()
        if draft.deadlines.areStale { draft.deadlines = try nextDeadlines() }
    }

    /// The session as the transaction has it.
    func find(_ id: SessionID) throws(LedgerError) -> StoredSession? {
        if let latest, latest.session.id == id { return latest }
        if let session = takeIfCurrent(cache.newer(id)) { return session }
        // To keep one more may drop others: what was changed of them has to be in the tables, or known to be owed.
        if cache.isFull { try flush() }
        if let session = takeIfCurrent(cache.session(id)) { return session }
        return try load(id)
    }

    /// A session from memory, unless a wave has ended it since.
    private func takeIfCurrent(_ session: StoredSession?) -> StoredSession? {
        guard let session, !hasEndedByWave(session) else { return nil }
        latest = session
        return session
    }

    /// A session that is known to be there.
    func known(_ id: SessionID) throws(LedgerError) -> StoredSession {
        guard let session = try find(id) else { throw LedgerError.corrupt("there is no session \(id)") }
        return session
    }

    /// A session that is about to be changed.
    func changing(_ id: SessionID) throws(LedgerError) -> StoredSession {
        let session = try known(id)
        guard session.unposted == nil else { return remember(try postEnding(of: id)) }
        prepareChange(of: session)
        return session
    }

    /// A session whose ending is written down, as a wave has ended it.
    func postEnding(of id: SessionID) throws(LedgerError) -> StoredSession {
        guard let session = try uncached(id), let ending = try unpostedEnding(of: session) else {
            throw LedgerError.corrupt("session \(id) is not what it was")
        }
        // What is kept of it may be from before the wave, which is gone once all of its sessions are posted.
        forget(id)
        prepareChange(of: session)
        try insert(ending, of: session)
        session.update(session.ended(by: ending).session)
        draft.unposted -= 1
        return session
    }

    /// Has a session written with the others, or taken note of, as it is about to be changed.
    func prepareChange(of session: StoredSession) {
        rememberStart(of: session)
        guard !session.isChanged else { return }
        session.isChanged = true
        changed.append(session)
    }

    /// Has the session be what it was, should the transaction fail.
    func rememberStart(of session: StoredSession) { if session.rememberStart() { begun.append(session) } }

    /// Adds a session that the transaction has inserted.
    func add(_ session: StoredSession) throws(LedgerError) {
        if cache.isFull { try flush() }
        prepareChange(of: session)
        cache.keep(session)
        latest = session
    }

    /// Has the session that was asked for last looked for anew, as it may have ended by a wave.
    func forgetLatest() { latest = nil }

    /// Has the session read again when it is asked for.
    func forget(_ id: SessionID) {
        cache.remove(id)
        latest = nil
    }

    private func load(_ id: SessionID) throws(LedgerError) -> StoredSession? {
        // What failed once may succeed the next time.
        if let failed = unreadable[id], failed.times > 1 { throw failed.error }
        guard let session = try read(id) else { return nil }
        // What the tables do not say is not kept as if they did.
        if let ending = try unpostedEnding(of: session) { return session.ended(by: ending) }
        return remember(session)
    }

    /// The session as the tables have it; one that ends the transaction by a failure of the disk is left out of the
    /// next.
    private func read(_ id: SessionID) throws(LedgerError) -> StoredSession? {
        do throws(LedgerError) {
            return try uncached(id)
        } catch {
            if connection.hasLostTransaction, case .cannotRead(let what) = error {
                let error = LedgerError.cannotRead("session \(id): \(what)")
                unreadable[id] = Unreadable(error: error, times: (unreadable[id]?.times ?? 0) + 1)
                damage = error
            }
            throw error
        }
    }

    private func remember(_ session: StoredSession) -> StoredSession {
        cache.keep(session)
        latest = session
        return session
    }

    /// The session as the tables have it, with what they are owed.
    func uncached(_ id: SessionID) throws(LedgerError) -> StoredSession? {
        if let session = owed.session(id) { return session }
        let row = try statements.session.first({ $0.bind(id) }) { row throws(LedgerError) in try SessionRow(row) }
        guard let row else { return nil }
        guard !owed.damaged.contains(row.number) else {
            throw LedgerError.corrupt("session \(id) was given up, as its rows were damaged or could not be read")
        }
        return try row.session(with: statements)
    }
}
