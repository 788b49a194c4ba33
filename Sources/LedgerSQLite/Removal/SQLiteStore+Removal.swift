import SessionKeys

/// The removal of history. It reads past the cache, so that old sessions do not push out those that are used.
extension SQLiteStore {
    /// A session whose authorizations are to go.
    private struct Retired {
        let number: Int64
        let id: SessionID
        /// Nil where it cannot be read.
        let tally: Tally?

        /// Reads its row of the statement.
        init(_ row: Statement) {
            number = row.integer(0)
            id = row.sessionID(1)
            tally = try? BalanceRow.tally(row, from: 2, of: row.integer(0), row.sessionID(1))
        }
    }

    func oldestEvents(limit: Int) throws(LedgerError) -> [OldEvent] {
        // Not all events have rows.
        guard draft.waves.isEmpty else { return [] }
        let newest = draft.overview.lastEvent
        var events: [OldEvent] = []
        try removal.oldest.forEach({ row in
            row.bind(draft.overview.firstEvent - 1)
            row.bind(Int64(limit))
        }) { row throws(LedgerError) in
            events.append(
                OldEvent(
                    sequence: row.integer(0), time: Instant(milliseconds: row.integer(1)), session: row.integer(2),
                    isNewest: row.integer(0) == newest, closesSession: row.integer(3) != 0))
            return true
        }
        // They come in their order, which SQL does not promise of what is joined to a page.
        return events.sorted { $0.sequence < $1.sequence }
    }

    func remove(_ event: OldEvent, retiringSession: Bool) throws(LedgerError) {
        // The start finds that an event is missing only among the numbers that are kept: its debit has to be in a
        // balance before it goes.
        if event.sequence > owed.draftedThrough { try writeAllOwed() }
        try changeMilestone(removal.removeMilestone, event.sequence, of: event.session)
        // What stands in an authorization's row stays there, and is nobody's event any more.
        try removal.removeEvent.run { $0.bind(event.sequence) }
        if retiringSession { try removal.retire.run { $0.bind(BalanceSlot.first(of: event.session)) } }
        draft.removeEvents(through: event.sequence)
    }

    func removeRetired(limit: Int) throws(LedgerError) -> Removal {
        var retired: [Retired] = []
        try removal.retired.forEach({
            // That one stays, and nothing of what comes before it in its session can go.
            $0.bind(draft.lastAuthorization)
            $0.bind(Int64(limit))
        }) { row throws(LedgerError) in
            retired.append(Retired(row))
            return true
        }
        var removed = Removal()
        for session in retired where removed.authorizations < limit {
            removed.add(try removeAuthorizations(of: session, limit: limit - removed.authorizations))
        }
        return removed
    }

    /// Removes the newest authorizations of a session, and forgets that it has some to go when none is left. A chain that
    /// is broken stays as it is from there on: it keeps no other session's history.
    private func removeAuthorizations(of session: Retired, limit: Int) throws(LedgerError) -> Removal {
        guard let tally = session.tally else {
            try removal.forgetRetired.run { $0.bind(session.number) }
            return Removal(damage: .corrupt("the tally of session \(session.id)"))
        }
        var trail = tally.trail
        let removed = try removeChain(from: &trail, of: session, limit: limit)
        if removed.authorizations > 0 {
            try removal.cutChain.run { row in
                row.bind(Tally(openReservations: tally.openReservations, trail: trail), of: session.number)
                row.bind(BalanceSlot.first(of: session.number))
            }
            forget(session.id)
        }
        if trail.lastAuthorization == nil || removed.damage != nil {
            try removal.forgetRetired.run { $0.bind(session.number) }
        }
        return removed
    }

    /// Follows the session's chain back and removes what it names, as far as the limit or a damage lets it. The trail
    /// then leads to what is left.
    private func removeChain(
        from trail: inout Trail, of session: Retired, limit: Int
    ) throws(LedgerError) -> Removal {
        var removed = Removal()
        while let number = trail.lastAuthorization, number != draft.lastAuthorization, removed.authorizations < limit {
            removed.damage = leftOut.error(of: .authorization(number))
            if removed.damage != nil { break }
            do throws(LedgerError) {
                trail.lastAuthorization = try remove(number, of: session)
            } catch {
                // The step is done again, and ends here.
                if case .corrupt = error { leftOut.note(error, of: .authorization(number)) }
                throw error
            }
            removed.authorizations += 1
        }
        return removed
    }

    /// Removes an authorization and its key.
    ///
    /// - Returns: the one before it of its session.
    /// - Throws: `corrupt` where the session has no such authorization, or its key cannot be removed.
    private func remove(_ number: Int64, of session: Retired) throws(LedgerError) -> Int64? {
        let found = try removal.authorization.first({
            $0.bind(number)
            $0.bind(session.number)
        }) { row throws(LedgerError) in
            (previous: row.optionalInteger(0), key: row.operationKey(name: 1, content: 2))
        }
        guard let found else { throw .corrupt("the authorizations of session \(session.id) lack \(number)") }
        if let key = found.key { try keys.remove(key, in: session.number, of: number) }
        try removal.removeAuthorization.run { $0.bind(number) }
        return found.previous
    }
}
