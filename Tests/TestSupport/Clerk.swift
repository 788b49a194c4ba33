package import SessionKeys

/// Asks a ledger one thing at a time, at the time that the test says it is, with fresh ids that are counted up.
package final class Clerk {
    /// Who is asked.
    package var ledger: any Ledger
    /// The believed time.
    package var now = Moment(Instant(seconds: FakeClock.startSec))
    private var lastFresh: UInt64 = 0

    /// Somebody who asks that ledger.
    package init(_ ledger: any Ledger) { self.ledger = ledger }

    /// Lets believed time pass.
    package func pass(seconds: Int64) {
        now = Moment(Instant(milliseconds: now.now.milliseconds + seconds * 1000), isCertain: now.isCertain)
    }

    /// A number that nobody has been given yet.
    package func fresh() -> UInt64 {
        lastFresh += 1
        return lastFresh
    }

    /// Asks several things at once.
    package func commit(_ requests: [Request]) throws(LedgerError) -> AnsweredBatch {
        try ledger.commit(requests, at: now, clock: nil)
    }

    /// Asks one thing.
    package func answer(_ request: Request) throws(LedgerError) -> Answer {
        guard let answer = try commit([request]).answers.first else { preconditionFailure("one request, one answer") }
        return try answer.get()
    }

    /// Ends and settles what is due, as much of it as there is.
    @discardableResult
    package func maintain(limit: Int = 1000) throws(LedgerError) -> Maintenance {
        try ledger.maintain(at: now, clock: nil, limit: limit)
    }
}

extension Clerk {
    /// Creates a session that may do what fixtures do.
    package func create(_ definition: SessionDefinition = .make(), key: String? = nil) throws -> SessionID {
        try answer(creation(of: definition, key: key)).createdID()
    }

    /// Creates a session with these permissions.
    package func create(_ permissions: Permission..., expirySec: Int64 = 0) throws -> SessionID {
        try create(.make(permissions, expirySec: expirySec))
    }

    /// What asks for a session.
    package func creation(of definition: SessionDefinition, key: String? = nil) -> Request {
        .create(.make(definition, key: key, freshID: SessionID(UInt128(fresh()))))
    }

    /// What asks for an operation.
    package func authorization(
        of operation: Operation, within session: SessionID, named name: String? = nil, settle: Bool = false
    ) -> Request {
        .authorize(.make(operation, within: session, named: name, settle: settle, freshNonce: fresh()))
    }

    /// Asks for an operation.
    package func authorize(
        _ operation: Operation, within session: SessionID, named name: String? = nil, settle: Bool = false
    ) throws(LedgerError) -> Answer {
        try answer(authorization(of: operation, within: session, named: name, settle: settle))
    }

    /// Authorizes what must be allowed.
    package func reserve(
        _ operation: Operation, within session: SessionID, named name: String? = nil
    ) throws -> Authorization {
        try authorize(operation, within: session, named: name).authorization()
    }

    /// Says what became of an operation.
    package func settle(
        _ authorization: Authorization, as outcome: Settlement.Outcome, actualGasUsed: Amount? = nil
    ) throws(LedgerError) -> Answer {
        try answer(
            .settle(SettleRequest(authorization: authorization.id, outcome: outcome, actualGasUsed: actualGasUsed)))
    }

    /// Revokes sessions.
    package func revoke(_ scope: RevokeRequest.Scope, reason: String? = nil) throws(LedgerError) -> Answer {
        try answer(.revoke(RevokeRequest(scope, reason: reason)))
    }
}

extension Clerk {
    /// A session as listings show it.
    package func record(of id: SessionID) throws -> SessionRecord {
        let answer = try answer(.read(.session(id)))
        guard case .session(let record) = answer else { throw UnexpectedAnswer(answer: answer) }
        return record
    }

    /// A session.
    package func session(_ id: SessionID) throws -> Session { try record(of: id).session }

    /// A page of sessions, or all of them, none of which may be damaged.
    package func sessions(
        _ filter: SessionFilter = SessionFilter(), _ page: PageRequest = PageRequest(limit: .max)
    ) throws -> Page<SessionRecord> {
        let answer = try answer(.read(.sessions(filter, page)))
        guard case .sessions(let page) = answer else { throw UnexpectedAnswer(answer: answer) }
        return try page.map { listed in
            guard let record = listed.record else { throw UnexpectedAnswer(answer: answer) }
            return record
        }
    }

    /// A page of the session's authorizations, or all of them.
    package func authorizations(
        of id: SessionID, _ page: PageRequest = PageRequest(limit: .max)
    ) throws -> Page<Authorization> {
        let answer = try answer(.read(.authorizations(id, page)))
        guard case .authorizations(let page) = answer else { throw UnexpectedAnswer(answer: answer) }
        return page
    }

    /// All events after a number, page by page, of one session or of all.
    package func events(after sequence: Int64 = 0, of id: SessionID? = nil) throws -> [Event] {
        var events: [Event] = []
        repeat {
            let page = try self.events(after: events.last?.sequence ?? sequence, of: id, limit: .max)
            guard !page.isEmpty else { return events }
            events += page
        } while true
    }

    /// A page of the events after a number.
    package func events(after sequence: Int64, of id: SessionID? = nil, limit: Int) throws -> [Event] {
        let answer = try answer(.read(.events(after: sequence, session: id, limit: limit)))
        guard case .events(let events, _) = answer else { throw UnexpectedAnswer(answer: answer) }
        return events
    }
}

extension Clerk {
    /// A step of retention.
    package func removeHistory(limit: Int = 256) throws(LedgerError) -> Removal {
        try ledger.removeHistory(at: now, clock: nil, limit: limit)
    }

    /// Steps of retention until there is nothing more to remove, and what they removed together.
    package func removeAllHistory(limit: Int = 256, after step: () throws -> Void = {}) throws -> Removal {
        var all = Removal()
        repeat {
            let removal = try removeHistory(limit: limit)
            precondition(removal.count <= limit, "a step removed \(removal.count) rows, and may remove \(limit)")
            all.add(removal)
            try step()
            guard let next = removal.next, next <= now.now else { return all }
        } while true
    }
}
