import SessionKeys

/// Sessions that expire together. They are ended by a wave, one row for all of them, however far apart their own rows
/// stand; those are written as they are needed, or a few at a time (docs/architecture.md).
extension SQLiteStore {
    func expire(_ expiries: [Expiry], at time: Instant) throws(LedgerError) {
        // A session that is too damaged to be posted must not keep these from being ended.
        if draft.unposted > unpostedLimit, let damage = try post(limit: expiries.count) { untold.insert(damage) }
        try flush()
        let wave = ExpiryWave(first: draft.overview.lastEvent + 1, time: time, expiries: expiries)
        guard draft.waves.append(wave) else { throw LedgerError.corrupt("sessions expire in another order") }
        forgetLatest()
        try statements.insertWave.run { row in
            row.bind(wave.first)
            row.bind(time.milliseconds)
            row.bind(ExpiryWaveRow.encode(expiries))
        }
        events.reserveCapacity(events.count + expiries.count)
        for sequence in wave.sequences { events.append(wave.event(sequence)) }
        if let first = expiries.first { draft.deadlines.remove(expirySec: first.second) }
        draft.takeEventNumbers(expiries.count)
        draft.countExpiries(expiries.count)
        draft.unposted += expiries.count
        owed.holdNextGeneration()
    }

    /// Reads ahead some of the sessions that expire next, between transactions.
    func foresee() throws(LedgerError) {
        foreseen.begin(behind: committed.waves.reach)
        guard let place = foreseen.next else { return }
        var more: [Expiry] = []
        try readExpiries(after: place, until: .max, ForeseenExpiries.stride) { expiry in
            more.append(expiry)
            return true
        }
        foreseen.append(more)
    }

    /// Goes through the sessions that expire after a place, up to a second: at most `limit`, until `body` gives
    /// `false`.
    func forEachExpiry(
        after place: ExpiryPlace, until second: Int64, _ limit: Int, _ body: (Expiry) -> Bool
    ) throws(LedgerError) {
        var (place, left) = (place, limit)
        for expiry in foreseen.behind(place) {
            guard left > 0, expiry.second <= second, body(expiry) else { return }
            (place, left) = (expiry.place, left - 1)
        }
        guard left > 0, !foreseen.isAllThereIs(behind: place) else { return }
        try readExpiries(after: place, until: second, left, body)
    }

    /// The same, as the index has them.
    func readExpiries(
        after place: ExpiryPlace, until second: Int64, _ limit: Int, _ body: (Expiry) -> Bool
    ) throws(LedgerError) {
        var left = limit
        func take(_ row: Statement) -> Bool {
            left = body(ExpiryRow.expiry(row)) ? left - 1 : 0
            return left > 0
        }
        try statements.expiriesOfSameSecond.forEach({ row in
            row.bind(place)
            row.bind(second)
            row.bind(Int64(limit))
        }) { row throws(LedgerError) in take(row) }
        guard left > 0 else { return }
        try statements.expiriesOfLaterSeconds.forEach({ row in
            row.bind(place.second)
            row.bind(second)
            row.bind(Int64(left))
        }) { row throws(LedgerError) in take(row) }
    }

    /// Whether a wave has ended the session, whatever is said of it elsewhere.
    func hasEndedByWave(_ stored: StoredSession) -> Bool {
        guard !draft.waves.isEmpty, stored.session.ending == nil else { return false }
        let expirySec = stored.session.definition.expirySec
        return expirySec > 0 && ExpiryPlace(second: expirySec, number: stored.number) <= draft.waves.reach
    }

    /// The event by which a wave has ended the session, where its row does not say so.
    func unpostedEnding(of stored: StoredSession) throws(LedgerError) -> Event? {
        guard hasEndedByWave(stored) else { return nil }
        guard let event = draft.waves.ending(of: stored.expiry) else {
            throw LedgerError.corrupt("session \(stored.session.id) has expired, and no event says so")
        }
        return event
    }
}
