import SessionKeys

/// The facts of a ledger in dictionaries. A copy of it is a transaction: it takes the original's place, or is dropped.
struct MemoryStore {
    /// A session and what the ledger keeps with it.
    struct StoredSession {
        let number: Int64
        var session: Session
        let permissionsAsGiven: [UInt8]
    }

    /// What an authorization is found by: its session, and its name or else its content.
    private struct Knowledge: Hashable {
        let session: SessionID
        /// As bytes, because texts that look the same are not always the same key.
        let name: [UInt8]?
        let content: ContentDigest?

        init(_ key: OperationKey, of session: SessionID) {
            self.session = session
            name = key.name.map { Array($0.utf8) }
            content = key.name == nil ? key.content : nil
        }
    }

    private(set) var sessions: [SessionID: StoredSession] = [:]
    private(set) var authorizations: [Authorization] = []
    private var places: [AuthorizationID: Int] = [:]
    private(set) var events: [Event] = []
    /// How often something was written.
    private(set) var writes = 0
    private var creations: [[UInt8]: Creation] = [:]
    private var known: [Knowledge: Int] = [:]
    /// The open reservations, by their place among the authorizations.
    private(set) var open: Set<Int> = []
    /// The oldest event that was not removed; those before it are kept, but nobody is told of them.
    private(set) var firstEvent: Int64 = 1
    /// Removed authorizations, by their place, and the sessions whose authorizations may go.
    private(set) var removed: Set<Int> = []
    private var retired: Set<Int64> = []

    private func place(of id: AuthorizationID) -> Int? {
        guard let place = places[id], !removed.contains(place) else { return nil }
        return place
    }
}

extension MemoryStore: LedgerStore {
    func session(_ id: SessionID) -> Session? { sessions[id]?.session }

    /// Nothing in memory is damaged.
    func note(_ damage: LedgerError, of session: SessionID) {}

    func passOver(_ due: Due, for error: LedgerError) {}

    func activeSessions(of account: Address) -> [SessionID] {
        sessions.values.filter { $0.session.ending == nil && $0.session.definition.account == account }
            .sorted { $0.number < $1.number }.map(\.session.id)
    }

    func creation(key: String) -> Creation? { creations[Array(key.utf8)] }

    func authorization(_ id: AuthorizationID) -> Authorization? { place(of: id).map { authorizations[$0] } }

    func authorization(of session: SessionID, knownBy key: OperationKey) -> Authorization? {
        known[Knowledge(key, of: session)].flatMap { removed.contains($0) ? nil : authorizations[$0] }
    }

    func nextAuthorizationNumber() -> UInt64 { UInt64(events.count + 1) }

    mutating func insert(_ session: Session, from request: CreateRequest) throws(LedgerError) {
        guard sessions[session.id] == nil else { throw LedgerError.corrupt("there is a session \(session.id)") }
        sessions[session.id] = StoredSession(
            number: Int64(sessions.count + 1), session: session, permissionsAsGiven: request.permissionsAsGiven)
        if let key = request.key, let content = request.content {
            creations[Array(key.utf8)] = Creation(
                session: session.id, content: content, definition: session.definition,
                createdSec: session.createdSec)
        }
        writes += 1
    }

    mutating func update(_ session: Session) {
        sessions[session.id]?.session = session
        writes += 1
    }

    mutating func expire(_ expiries: [Expiry], at time: Instant) {
        for expiry in expiries {
            sessions[expiry.session]?.session.end(expiry.ending)
            append(.ended(expiry.ending), of: expiry.session, at: time)
        }
        writes += expiries.count
    }

    mutating func insert(_ authorization: Authorization, at time: Instant) throws(LedgerError) {
        guard authorization.id.number == nextAuthorizationNumber() else {
            throw LedgerError.corrupt("\(authorization.id) is not the next authorization")
        }
        if authorization.settlement == nil { open.insert(authorizations.count) }
        if let key = authorization.key { known[Knowledge(key, of: authorization.session)] = authorizations.count }
        places[authorization.id] = authorizations.count
        authorizations.append(authorization)
        writes += 1
    }

    mutating func update(_ authorization: Authorization) throws(LedgerError) {
        guard let place = place(of: authorization.id), open.remove(place) != nil else {
            throw LedgerError.corrupt("\(authorization.id) is no open reservation")
        }
        authorizations[place] = authorization
        writes += 1
    }

    mutating func append(_ body: Event.Body, of session: SessionID, at time: Instant) {
        events.append(Event(sequence: Int64(events.count + 1), time: time, session: session, body: body))
    }
}

extension MemoryStore {
    func oldestEvents(limit: Int) -> [OldEvent] {
        events.dropFirst(Int(firstEvent - 1)).prefix(limit).map { event in
            let stored = sessions[event.session]
            let isLast = events.last { $0.session == event.session }?.sequence == event.sequence
            return OldEvent(
                sequence: event.sequence, time: event.time, session: stored?.number ?? 0,
                isNewest: event.sequence == events.count,
                closesSession: isLast && stored?.session.ending != nil && stored?.session.openReservations == 0)
        }
    }

    mutating func remove(_ event: OldEvent, retiringSession: Bool) {
        firstEvent = event.sequence + 1
        if retiringSession { retired.insert(event.session) }
        writes += 1
    }

    mutating func removeRetired(limit: Int) -> Removal {
        let newest = authorizations.last?.session
        let places = authorizations.indices.reversed().compactMap { place -> (number: Int64, place: Int)? in
            guard !removed.contains(place), authorizations[place].session != newest else { return nil }
            return sessions[authorizations[place].session].map { ($0.number, place) }
        }.filter { retired.contains($0.number) }.sorted { ($0.number, $1.place) < ($1.number, $0.place) }.prefix(limit)
        removed.formUnion(places.map(\.place))
        writes += places.count
        return Removal(authorizations: places.count)
    }
}
