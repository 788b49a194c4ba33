import SessionKeys

/// What falls due, and when.
extension SQLiteStore {
    func due(at now: Instant, limit: Int) throws(LedgerError) -> [Due] {
        var found: [(second: Int64, due: Due)] = []
        // What is passed over must not use up the limit, or it would keep others from ending.
        let most = isAnyPassedOver ? Int.max : limit
        // Expiries come first, and `merge` keeps them before reservations of the same second. Whoever has ended by a
        // wave is due no more, whatever its row says.
        try forEachExpiry(after: draft.waves.reach, until: now.seconds, most) { expiry in
            if !isPassedOver(expiry) { found.append((expiry.second, .expiry(expiry))) }
            return found.count < limit
        }
        let expiries = found.count
        try statements.dueReservations.forEach({ row in
            row.bind(now.seconds)
            row.bind(Int64(most))
        }) { row throws(LedgerError) in
            let id = AuthorizationID(
                number: UInt64(bitPattern: row.integer(1)), nonce: UInt64(bitPattern: row.integer(2)))
            if !isReservationPassedOver(row) { found.append((row.integer(0), .reservation(id))) }
            return found.count - expiries < limit
        }
        if expiries > 0, expiries < found.count { found = merge(found[..<expiries], found[expiries...]) }
        return found.prefix(limit).map(\.due)
    }

    /// Looks up when a session expires next, and when a reservation runs out.
    func nextDeadlines() throws(LedgerError) -> Deadlines {
        var deadlines = Deadlines()
        try forEachExpiry(after: draft.waves.reach, until: .max, .max) { expiry in
            if !isPassedOver(expiry) { deadlines.add(expirySec: expiry.second) }
            return deadlines.expirySec == nil
        }
        if let second = try nextReservationSec(until: .max) { deadlines.add(reservationSec: second) }
        return deadlines
    }

    func leadingExpiries(at now: Instant, limit: Int) throws(LedgerError) -> [Expiry] {
        assert((try? isRightlyForeseen()) != false, "what was read ahead is not what the index has")
        let last = try nextReservationSec(until: now.seconds) ?? now.seconds
        var found: [Expiry] = []
        found.reserveCapacity(min(limit, foreseen.count(behind: draft.waves.reach, until: last)))
        var place = draft.waves.reach
        try forEachExpiry(after: place, until: last, isAnyPassedOver ? .max : limit) { expiry in
            // An entry that stands where it does not belong is damaged: what its session's own row says counts.
            guard place < expiry.place else { return false }
            place = expiry.place
            if !isPassedOver(expiry) { found.append(expiry) }
            return found.count < limit
        }
        return found
    }

    private func isRightlyForeseen() throws(LedgerError) -> Bool {
        let foreseen = self.foreseen.behind(draft.waves.reach)
        var found: [Expiry] = []
        try readExpiries(after: draft.waves.reach, until: .max, foreseen.count) { expiry in
            found.append(expiry)
            return true
        }
        return found[...] == foreseen
    }

    /// When the next reservation runs out, up to a second.
    private func nextReservationSec(until second: Int64) throws(LedgerError) -> Int64? {
        var next: Int64?
        try statements.dueReservations.forEach({ row in
            row.bind(second)
            row.bind(Int64.max)
        }) { row throws(LedgerError) in
            if !isReservationPassedOver(row) { next = row.integer(0) }
            return next == nil
        }
        return next
    }

    func passOver(_ due: Due, for error: LedgerError) {
        if case .reservation(let id) = due, let session = unreadableOwner(of: id) {
            return passedOver.insert(reservationsOf: session, for: error)
        }
        let isDamaged =
            switch due {
            case .expiry(let expiry): (try? session(expiry.session)) == nil
            case .reservation(let id): id == unsettleable || (try? isHeld(id)) != true
            }
        if isDamaged { passedOver.insert(due, for: error) } else { passedOver.insertIfFailedAgain(due, for: error) }
    }

    /// The session of a reservation, where it is the session that is damaged.
    private func unreadableOwner(of id: AuthorizationID) -> Int64? {
        guard let number = Int64(exactly: id.number), let place = try? place(of: number) else { return nil }
        do throws(LedgerError) {
            return try session(sessionID(of: place.session)) == nil ? place.session : nil
        } catch {
            if case .corrupt = error { return place.session } else { return nil }
        }
    }

    /// Whether a reservation can be settled.
    private func isHeld(_ id: AuthorizationID) throws(LedgerError) -> Bool {
        guard let found = try authorization(id), let session = try session(found.session) else { return false }
        return session.holds(found.debits)
    }

    private var isAnyPassedOver: Bool {
        !owed.damaged.isEmpty || isAnyLeftBehind || !passedOver.authorizations.isEmpty || !passedOver.owners.isEmpty
    }

    private func isPassedOver(_ expiry: Expiry) -> Bool {
        owed.damaged.contains(expiry.number) || isLeftBehind(expiry.number)
    }

    /// Whether nothing more can be done about the ending of a session.
    func isLeftBehind(_ session: Int64) -> Bool {
        passedOver.sessions.contains(session) || draft.unendable.contains(session)
    }

    /// Whether there is any such session.
    var isAnyLeftBehind: Bool { !passedOver.sessions.isEmpty || !draft.unendable.isEmpty }

    /// Whether the reservation in a row is passed over.
    private func isReservationPassedOver(_ row: Statement) -> Bool {
        let (authorization, session) = (row.integer(1), row.integer(3))
        return owed.damaged.contains(session) || isLeftBehind(session)
            || passedOver.owners.contains(session) || passedOver.authorizations.contains(authorization)
    }

    private func merge(
        _ first: ArraySlice<(second: Int64, due: Due)>, _ second: ArraySlice<(second: Int64, due: Due)>
    ) -> [(second: Int64, due: Due)] {
        var (first, second) = (first, second)
        var merged: [(second: Int64, due: Due)] = []
        while let one = first.first, let other = second.first {
            merged.append(one.second <= other.second ? first.removeFirst() : second.removeFirst())
        }
        return merged + first + second
    }
}
