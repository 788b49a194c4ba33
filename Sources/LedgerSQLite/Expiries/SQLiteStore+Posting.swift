import SessionKeys

/// Sessions that a wave has ended are written down one by one, as they are needed, or a few at a time.
extension SQLiteStore {
    /// Writes down with their sessions at most `limit` endings, going round from the oldest on.
    ///
    /// - Returns: why one of them could not be; the others were.
    func post(limit: Int) throws(LedgerError) -> LedgerError? {
        try flush()
        let next = try unposted(after: lastPosted, limit)
        var damage: LedgerError?
        for expiry in next {
            guard let error = try post(expiry) else { continue }
            // Of several the last one is what the work fails with; the others are told as well.
            if let damage { untold.insert(damage) }
            damage = error
        }
        try flush()
        lastPosted = next.count < limit ? .start : next.last?.place ?? .start
        try removePostedWaves()
        return damage
    }

    /// Writes an ending down with its session.
    ///
    /// - Returns: why that could not be done; the others go on without it.
    private func post(_ expiry: Expiry) throws(LedgerError) -> LedgerError? {
        do throws(LedgerError) {
            _ = try postEnding(of: expiry.session)
            return nil
        } catch {
            if case .corrupt = error {
                try postDamaged(expiry)
            } else if leftOut.error(of: .session(expiry.session)) == nil {
                // Otherwise its turn comes again: it may be read then, and others need not wait for it.
                throw error
            }
            return error
        }
    }

    private func removePostedWaves() throws(LedgerError) {
        let posted = draft.waves.removePosted(next: try unposted(after: .start, 1).first?.place)
        for wave in posted {
            try insertMissingEvents(of: wave)
            try statements.removeWave.run { $0.bind(wave.first) }
        }
        guard !posted.isEmpty else { return }
        // An entry of the index that stands where it does not belong may have hidden others behind the wave.
        draft.deadlines.lookAgain()
        foreseen = ForeseenExpiries()
    }

    /// Writes down that a session has ended which cannot be read, so that its wave can be removed; the session's own
    /// chain does not have this event. A session that is in no wave is left alone, and keeps no wave from being
    /// removed.
    private func postDamaged(_ expiry: Expiry) throws(LedgerError) {
        guard let event = draft.waves.ending(of: expiry) else {
            passedOver.insert(.expiry(expiry))
            return
        }
        // It may be there from before the start, where its row could not say so.
        try insertIfMissing(event, of: expiry)
        if try !endDamagedRow(of: expiry) { draft.unendable.insert(expiry.number) }
        forget(expiry.session)
        draft.unposted -= 1
    }

    /// Keeps those events of a wave that no session took, where the wave's row and the sessions' contradict each other:
    /// without them the next start would find a gap when the wave is gone.
    private func insertMissingEvents(of wave: ExpiryWave) throws(LedgerError) {
        guard try untoldEndings(of: wave, from: wave.first) > 0 else { return }
        for (sequence, expiry) in zip(wave.sequences, wave.expiries) {
            try insertIfMissing(wave.event(sequence), of: expiry)
        }
    }

    /// How many events only the wave tells of, from a number on.
    func untoldEndings(of wave: ExpiryWave, from first: Int64) throws(LedgerError) -> Int64 {
        let told = try connection.number(
            "SELECT count(*) FROM event WHERE sequence BETWEEN \(first) AND \(wave.last)")
        return wave.last - first + 1 - told
    }

    private func insertIfMissing(_ event: Event, of expiry: Expiry) throws(LedgerError) {
        let isThere = try statements.event.first({ $0.bind(event.sequence) }) { _ throws(LedgerError) in true }
        if isThere == nil { try insertEvent(event, of: expiry.number, after: nil) }
    }

    /// Writes down in a session's row that it has ended.
    ///
    /// - Returns: false where that cannot be done: the row is gone and only the index has it, or the index lacks it,
    ///   and SQLite changes no such row. It is denied everything then, and not ended again after the next start.
    private func endDamagedRow(of expiry: Expiry) throws(LedgerError) -> Bool {
        // Where a page is damaged, the row may stand on it, or beside it.
        let parts: [LeftOut.Part] = [.session(expiry.session), .row(expiry.number)]
        if parts.contains(where: { leftOut.error(of: $0) != nil }) || owed.damaged.contains(expiry.number) {
            try giveUpForGood(expiry.number)
            return false
        }
        let before = connection.changes
        do throws(LedgerError) {
            try endRow(of: expiry, expiry.ending)
        } catch {
            guard case .corrupt = error else { throw error }
            guard connection.foundDamage == nil else {
                leftOut.note(error, of: .row(expiry.number))
                throw error
            }
            try giveUpForGood(expiry.number)
            return false
        }
        return connection.changes > before
    }

    /// The first sessions that have ended by a wave and are active by their rows, at most `limit`.
    private func unposted(after place: ExpiryPlace, _ limit: Int) throws(LedgerError) -> [Expiry] {
        let reach = draft.waves.reach
        var found: [Expiry] = []
        try forEachExpiry(after: place, until: reach.second, isAnyLeftBehind ? .max : limit) { expiry in
            if expiry.place <= reach, !isLeftBehind(expiry.number) { found.append(expiry) }
            return expiry.place < reach && found.count < limit
        }
        return found
    }

    /// A session whose ending is written down, as a wave has ended it.
    func postEnding(of id: SessionID) throws(LedgerError) -> StoredSession {
        guard let session = try readUnlessLeftOut(id), let ending = try unpostedEnding(of: session) else {
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
}
