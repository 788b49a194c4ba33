internal import SessionKeys

/// The facts and the changes of the transaction that is open. Sessions are changed in memory and written once, by `flush`:
/// a session that a whole batch debits is read once and written once.
final class SQLiteStore {
    /// A session that the transaction has changed.
    private struct Change {
        let number: Int64
        let stored: Session
        var session: Session
    }

    let connection: Connection
    let statements: Statements
    private var cache = SessionCache(generationSize: 4096)
    private var changes: [SessionID: Change] = [:]
    /// What the tables hold, and what they will hold once the transaction is committed.
    private(set) var committed: StoreState
    private(set) var draft: StoreState
    /// What happened in the transaction, in order.
    private(set) var events: [Event] = []

    init(connection: Connection) throws(LedgerError) {
        self.connection = connection
        statements = try Statements(connection)
        committed = try StoreState(connection)
        draft = committed
        try refreshDeadlines()
        committed = draft
    }

    /// Looks up what falls due next, after a change.
    func refreshDeadlines() throws(LedgerError) { draft.deadlines = try nextDeadlines() }

    /// Forgets what was not committed; what is cached may stem from it.
    func discard() {
        changes = [:]
        events = []
        draft = committed
        cache.removeAll()
    }

    /// Counts that a reservation was settled.
    func countSettlement() { draft.countSettlement() }

    /// Takes what was committed for granted.
    func adopt() {
        events = []
        committed = draft
    }

    /// Writes the changed sessions to their tables.
    func flush() throws(LedgerError) {
        for change in changes.values {
            try write(change)
            cache.keep(SessionCache.Entry(number: change.number, session: change.session))
        }
        changes.removeAll(keepingCapacity: true)
    }

    private func write(_ change: Change) throws(LedgerError) {
        let number = Value.integer(change.number)
        if change.session.openReservations != change.stored.openReservations {
            try statements.updateOpenReservations.run(.integer(Int64(change.session.openReservations)), number)
        }
        for (index, meter) in change.session.meters.enumerated() where meter != change.stored.meters[index] {
            try statements.updateBalance.run(
                .blob(meter.spent.bigEndianBytes), .blob(meter.debited.bigEndianBytes), number,
                .integer(Int64(index + 1)))
        }
        if let ending = change.session.ending, change.stored.ending == nil {
            try statements.endSession.run(
                .text(ending.status.rawValue), .integer(ending.endedSec), .optional(ending.reason), number)
        }
    }

    /// The session's number in the tables, where the transaction has seen it.
    func number(of id: SessionID) throws(LedgerError) -> Int64 {
        if let change = changes[id] { return change.number }
        if let entry = cache.entry(of: id) { return entry.number }
        guard let entry = try load(id) else { throw LedgerError.corrupt("there is no session \(id)") }
        return entry.number
    }

    private func load(_ id: SessionID) throws(LedgerError) -> SessionCache.Entry? {
        let row = try statements.session.first(.blob(id.bytes)) { row throws(LedgerError) in try SessionRow(row) }
        guard let row else { return nil }
        let entry = SessionCache.Entry(number: row.number, session: try row.session(with: statements.balances))
        cache.keep(entry)
        return entry
    }
}

extension SQLiteStore: LedgerStore {
    func session(_ id: SessionID) throws(LedgerError) -> Session? {
        if let change = changes[id] { return change.session }
        if let entry = cache.entry(of: id) { return entry.session }
        return try load(id)?.session
    }

    func update(_ session: Session) throws(LedgerError) {
        if changes[session.id] != nil {
            changes[session.id]?.session = session
        } else {
            guard let stored = try self.session(session.id) else {
                throw LedgerError.corrupt("there is no session \(session.id)")
            }
            changes[session.id] = Change(number: try number(of: session.id), stored: stored, session: session)
        }
    }

    func insert(_ session: Session, from request: CreateRequest) throws(LedgerError) {
        let number = draft.takeSessionNumber()
        let definition = session.definition
        try statements.insertSession.run(
            .integer(number), .blob(session.id.bytes), .blob(definition.account.bytes),
            .integer(Int64(bitPattern: definition.chainID)), .text(definition.key.kind.rawValue),
            .blob(definition.key.address.bytes), .blob(PermissionsCoding.encode(definition.permissions)),
            .text(String(decoding: request.permissionsAsGiven, as: UTF8.self)), .integer(definition.expirySec),
            .integer(definition.notBeforeSec), .text(definition.gasLimitUnit.rawValue), .optional(definition.label),
            .integer(session.createdSec), .optional(request.key),
            .optional(request.key == nil ? nil : request.content?.bytes))
        try statements.insertBalance.run(.integer(number), .integer(0), .integer(0), .null, .null, .null)
        for (index, meter) in session.meters.enumerated() {
            try statements.insertBalance.run(
                .integer(number), .integer(Int64(index + 1)), .null, .blob(meter.allowance.bigEndianBytes),
                .blob(meter.spent.bigEndianBytes), .blob(meter.debited.bigEndianBytes))
        }
        cache.keep(SessionCache.Entry(number: number, session: session))
    }

    func append(_ body: Event.Body, of session: SessionID, at time: Instant) throws(LedgerError) {
        let event = Event(sequence: draft.takeEventNumber(), time: time, session: session, body: body)
        let authorization: Int64? =
            switch body {
            case .reserved(let id, _), .settled(let id, _, _): Int64(bitPattern: id.number)
            case .created, .ended: nil
            }
        try statements.insertEvent.run(
            .integer(event.sequence), .integer(time.milliseconds), .text(body.type.rawValue),
            .integer(try number(of: session)), .optional(authorization))
        draft.count(body)
        events.append(event)
    }

    func nextAuthorizationNumber() throws(LedgerError) -> UInt64 { UInt64(draft.takeAuthorizationNumber()) }

    func activeSessions(of account: Address) throws(LedgerError) -> [SessionID] {
        try flush()
        var ids: [SessionID] = []
        try statements.activeSessions.forEach(.blob(account.bytes)) { row throws(LedgerError) in
            ids.append(SessionID(UInt128(bigEndian: row.bytes(0)[...])))
            return true
        }
        return ids
    }

    func creation(key: String) throws(LedgerError) -> Creation? {
        let found = try statements.creation.first(.text(key)) { row throws(LedgerError) in
            (id: SessionID(UInt128(bigEndian: row.bytes(0)[...])), content: ContentDigest(bytes: row.bytes(1)))
        }
        guard let found, let content = found.content, let session = try session(found.id) else { return nil }
        return Creation(session: found.id, content: content, definition: session.definition)
    }
}
