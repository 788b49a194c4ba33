import SessionKeys

/// Events that are added, each at the end of its session's chain.
extension SQLiteStore {
    func append(_ body: Event.Body, of session: SessionID, at time: Instant) throws(LedgerError) {
        let event = Event(sequence: draft.takeEventNumber(), time: time, session: session, body: body)
        try insert(event, of: try changing(session))
        draft.count(body)
        events.append(event)
    }

    /// Writes an event down, and where the session's chain of them goes on.
    func insert(_ event: Event, of stored: StoredSession) throws(LedgerError) {
        let authorization: Int64? =
            switch event.body {
            case .reserved(let id, _), .settled(let id, _, _): Int64(bitPattern: id.number)
            case .created, .ended: nil
            }
        // With the number of an authorization it is told by the authorization's own row.
        let isTold = authorization == event.sequence
        if !isTold {
            try insertEvent(event, of: stored.number, authorization: authorization, after: stored.trail.lastEvent)
        }
        if stored.trail.isMilestoneNext {
            try changeMilestone(statements.insertMilestone, event.sequence, of: stored.number)
        }
        stored.extend(told: isTold) { trail in
            trail.lastEvent = event.sequence
            trail.events += 1
        }
    }

    /// Inserts or removes a milestone. Where its page is damaged a transaction does without it: then only the events of
    /// that session by themselves cannot be read any more.
    func changeMilestone(_ statement: Statement, _ event: Int64, of session: Int64) throws(LedgerError) {
        guard !leftOut.isMilestoneLeftOut(of: session) else { return }
        try write { () throws(LedgerError) in
            try statement.run { row in
                row.bind(session)
                row.bind(event)
            }
        } ifDamaged: { error in
            leftOut.note(error, of: .milestone(of: session))
            untold.insert(error)
        }
    }

    /// Writes an event's row, which names the one before it of its session.
    func insertEvent(
        _ event: Event, of session: Int64, authorization: Int64? = nil, after previous: Int64?
    ) throws(LedgerError) {
        try statements.insertEvent.run { row in
            row.bind(event.sequence)
            row.bind(event.time.milliseconds)
            row.bind(event.body.type.rawValue)
            row.bind(session)
            row.bind(authorization)
            row.bind(previous)
        }
    }
}
