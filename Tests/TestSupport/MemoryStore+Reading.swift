import SessionKeys

/// Deadlines and listings of a ledger in memory: every look-up is a search.
extension MemoryStore {
    func due(at now: Instant, limit: Int) -> [Due] {
        deadlines.filter { $0.second <= now.seconds }.sorted { $0.order < $1.order }.prefix(limit).map(\.due)
    }

    func leadingExpiries(at now: Instant, limit: Int) -> [Expiry] {
        var found: [Expiry] = []
        for one in due(at: now, limit: limit) {
            guard case .expiry(let expiry) = one else { break }
            found.append(expiry)
        }
        return found
    }

    /// The earliest moment at which something falls due.
    var nextDeadline: Instant? { deadlines.map(\.second).min().map(Instant.init(seconds:)) }

    /// The earliest second at which a session expires.
    var nextExpirySec: Int64? { expiries.map(\.second).min() }

    func read(_ query: Query) -> Answer {
        switch query {
        case .session(let id): sessions[id].map { .session(record($0)) } ?? .unknownSession(id)
        case .sessions(let filter, let request): .sessions(page(of: sessions(filter), request))
        case .authorizations(let id, let request):
            sessions[id] == nil ? .unknownSession(id) : .authorizations(page(of: authorizations(of: id), request))
        case .events(let after, let id, let limit):
            if let id, sessions[id] == nil {
                .unknownSession(id)
            } else if let fault = overview.fault(ofReadingAfter: after), isSomeRemoved(after: after, of: id) {
                .invalid(fault)
            } else {
                .events(page(of: events(after: after, of: id), limit: limit), last: Int64(events.count))
            }
        }
    }

    private func events(after sequence: Int64, of id: SessionID?) -> [Event] {
        events.filter { $0.sequence > sequence && $0.sequence >= firstEvent && (id == nil || $0.session == id) }
    }

    private func isSomeRemoved(after sequence: Int64, of id: SessionID?) -> Bool {
        events.contains { $0.sequence > sequence && $0.sequence < firstEvent && (id == nil || $0.session == id) }
    }

    private func page(of events: [Event], limit: Int) -> [Event] {
        var page = EventPageBuilder(limit: limit)
        _ = events.first { !page.add($0) }
        return page.entries
    }

    /// Counts everything.
    var overview: Overview {
        var overview = Overview()
        for status in SessionStatus.allCases {
            overview.sessions[status] = sessions.values.count { $0.session.status == status }
        }
        overview.openReservations = open.count
        overview.nextExpirySec = nextExpirySec
        overview.lastEvent = Int64(events.count)
        overview.firstEvent = firstEvent
        return overview
    }
}

extension MemoryStore {
    /// Something that will fall due, and its place among what falls due at the same time: expiries first, oldest first.
    private struct Deadline {
        let second: Int64
        let rank: Int
        let number: Int64
        let due: Due

        var order: (Int64, Int, Int64) { (second, rank, number) }
    }

    private var deadlines: [Deadline] { expiries + reservations }

    private var expiries: [Deadline] {
        sessions.values.filter { $0.session.ending == nil && $0.session.definition.expirySec > 0 }.map {
            let second = $0.session.definition.expirySec
            return Deadline(
                second: second, rank: 0, number: $0.number,
                due: .expiry(Expiry(session: $0.session.id, number: $0.number, second: second)))
        }
    }

    private var reservations: [Deadline] {
        open.compactMap { place in
            let authorization = authorizations[place]
            return authorization.reservedUntilSec.map {
                Deadline(second: $0, rank: 1, number: Int64(place), due: .reservation(authorization.id))
            }
        }
    }

    private func record(_ stored: StoredSession) -> SessionRecord {
        SessionRecord(session: stored.session, permissionsAsGiven: stored.permissionsAsGiven)
    }

    private func sessions(_ filter: SessionFilter) -> [(number: Int64, entry: ListedSession)] {
        sessions.values.filter { stored in
            let session = stored.session
            return filter.status.map { $0 == session.status } ?? true
                && filter.account.map { $0 == session.definition.account } ?? true
                && filter.chainID.map { $0 == session.definition.chainID } ?? true
        }.map { ($0.number, .readable(record($0))) }
    }

    private func authorizations(of id: SessionID) -> [(number: Int64, entry: Authorization)] {
        authorizations.enumerated().filter { $1.session == id && !removed.contains($0) }
            .map { (Int64($1.id.number), $1) }
    }

    private func page<Entry: Listed>(of entries: [(number: Int64, entry: Entry)], _ request: PageRequest) -> Page<Entry>
    {
        var page = PageBuilder<Entry>(request)
        let rest = entries.filter { $0.number < request.before ?? .max }.sorted { $0.number > $1.number }
        _ = rest.first { !page.add($0.entry, number: $0.number) }
        return page.page
    }
}
