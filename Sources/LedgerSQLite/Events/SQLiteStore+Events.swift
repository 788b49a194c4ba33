import SessionKeys

/// The events of the store, oldest first.
extension SQLiteStore {
    func events(after sequence: Int64, of session: SessionID?, limit: Int) throws(LedgerError) -> [Event] {
        var page = EventPageBuilder(limit: limit)
        if let session {
            let stored = try known(session)
            try readEvents(after: sequence, of: stored, into: &page)
            if let newest = stored.unposted, newest.sequence > sequence { _ = page.add(newest) }
        } else {
            try readEvents(after: sequence, into: &page)
        }
        return page.entries
    }

    /// Reads rows, and between them the waves, whose events have rows only as far as they are posted.
    private func readEvents(after sequence: Int64, into page: inout EventPageBuilder) throws(LedgerError) {
        var reached = sequence
        while let wave = draft.waves.wave(after: reached) {
            try readRows(after: reached, before: wave.first, into: &page)
            page.reserveCapacity(Int(wave.last - reached))
            for sequence in max(reached + 1, wave.first)...wave.last {
                guard page.add(wave.event(sequence)) else { return }
            }
            reached = wave.last
        }
        try readRows(after: reached, before: .max, into: &page)
    }

    private func readRows(
        after sequence: Int64, before end: Int64, into page: inout EventPageBuilder
    ) throws(LedgerError) {
        guard page.room > 0, sequence < end - 1 else { return }
        var next = sequence + 1
        try statements.events.forEach({
            $0.bind(sequence)
            $0.bind(Int64(page.room))
        }) { row throws(LedgerError) in
            guard row.integer(0) < end else { return false }
            guard row.integer(0) == next else { throw LedgerError.corrupt("the event \(next) is missing") }
            next += 1
            return page.add(try self.event(in: row))
        }
    }

    /// Goes from milestone to milestone, and from each back along the chain to where it was before.
    private func readEvents(
        after sequence: Int64, of stored: StoredSession, into page: inout EventPageBuilder
    ) throws(LedgerError) {
        var reached = sequence
        while page.room > 0 {
            guard let last = try milestone(after: reached, of: stored), last > reached else { return }
            for sequence in try chain(from: last, downTo: reached, of: stored).reversed() {
                let event = try statements.event.first({ $0.bind(sequence) }) { row throws(LedgerError) in
                    try self.event(in: row)
                }
                guard let event else { throw LedgerError.corrupt("the event \(sequence) is missing") }
                guard page.add(event) else { return }
            }
            reached = last
        }
    }

    /// From where the chain leads back to the session's events after a number; its last event, where there is no
    /// milestone any more.
    private func milestone(after sequence: Int64, of stored: StoredSession) throws(LedgerError) -> Int64? {
        try statements.nextMilestone.first({
            $0.bind(stored.number)
            $0.bind(sequence)
        }) { row throws(LedgerError) in row.integer(0) } ?? stored.trail.lastEvent
    }

    /// Whether events after a number are not kept any more: those of a session, or of all.
    func isSomeRemoved(after sequence: Int64, of session: SessionID?) throws(LedgerError) -> Bool {
        guard let session else { return sequence < draft.overview.firstEvent - 1 }
        let stored = try known(session)
        let removed = draft.overview.firstEvent - 1
        var newest = try milestone(after: removed, of: stored)
        if let last = newest, last > removed, let oldest = try chain(from: last, downTo: removed, of: stored).last {
            newest = try previousEvent(of: oldest)
        }
        return newest.map { $0 > sequence } ?? false
    }

    /// The numbers of the session's events from `last` back to the first after `reached`, newest first.
    private func chain(
        from last: Int64, downTo reached: Int64, of stored: StoredSession
    ) throws(LedgerError) -> [Int64] {
        var sequences: [Int64] = []
        var next: Int64? = last
        while let sequence = next, sequence > reached {
            sequences.append(sequence)
            guard sequences.count <= Trail.milestoneDistance else {
                throw LedgerError.corrupt("the events of session \(stored.session.id) lack a milestone")
            }
            next = try previousEvent(of: sequence)
        }
        return sequences
    }

    /// The event before one of the same session.
    private func previousEvent(of sequence: Int64) throws(LedgerError) -> Int64? {
        try statements.previousEvent.first({ $0.bind(sequence) }) { row throws(LedgerError) in
            row.optionalInteger(0)
        }.flatMap(\.self)
    }

    private func event(in row: Statement) throws(LedgerError) -> Event {
        guard let type = EventType(rawValue: row.text(2)), let session = try session(sessionID(of: row.integer(3)))
        else { throw LedgerError.corrupt("the event \(row.integer(0))") }
        return Event(
            sequence: row.integer(0), time: Instant(milliseconds: row.integer(1)), session: session.id,
            body: try body(type, of: session, authorization: row.optionalInteger(4)))
    }

    private func body(
        _ type: EventType, of session: Session, authorization number: Int64?
    ) throws(LedgerError) -> Event.Body {
        switch type {
        case .sessionCreated:
            return .created(account: session.definition.account, chainID: session.definition.chainID)
        case .sessionExpired, .sessionExhausted, .sessionRevoked:
            guard let ending = session.ending else {
                throw LedgerError.corrupt("an ending of the active session \(session.id)")
            }
            return .ended(ending)
        case .authorizationReserved, .authorizationSettled:
            let found = try statements.authorization.first({ $0.bind(number) }) { row throws(LedgerError) in
                try AuthorizationRow.authorization(row, of: session)
            }
            guard let found else { throw LedgerError.corrupt("an event of an authorization that is not there") }
            guard type == .authorizationSettled else { return .reserved(found.id, debits: found.debits) }
            guard let settlement = found.settlement else {
                throw LedgerError.corrupt("an event settles \(found.id), which is open")
            }
            return .settled(found.id, debits: settlement.debits, outcome: settlement.outcome)
        }
    }
}
