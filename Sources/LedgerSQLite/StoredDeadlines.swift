internal import SessionKeys

/// What falls due, and when.
extension SQLiteStore {
    func due(at now: Instant, limit: Int) throws(LedgerError) -> [Due] {
        var found: [(second: Int64, due: Due)] = []
        // What cannot be done with a damaged session is no reason to leave others as they are.
        let most = owed.damaged.isEmpty ? limit : .max
        // Expiries stand first, and the sort keeps them before reservations of the same second.
        // Whoever has ended by a wave is due no more, whatever its row says.
        try statements.dueSessions.forEach({
            ExpiryRow.bind(after: draft.waves.reach, until: now.seconds, most, to: &$0)
        }) { row throws(LedgerError) in
            let expiry = ExpiryRow.expiry(row)
            if !owed.damaged.contains(expiry.number) { found.append((expiry.second, .expiry(expiry))) }
            return found.count < limit
        }
        let expiries = found.count
        try statements.dueReservations.forEach({ row in
            row.bind(now.seconds)
            row.bind(Int64(most))
        }) { row throws(LedgerError) in
            let id = AuthorizationID(
                number: UInt64(bitPattern: row.integer(1)), nonce: UInt64(bitPattern: row.integer(2)))
            if !owed.damaged.contains(row.integer(3)) { found.append((row.integer(0), .reservation(id))) }
            return found.count - expiries < limit
        }
        if expiries > 0, expiries < found.count { found = merge(found[..<expiries], found[expiries...]) }
        return found.prefix(limit).map(\.due)
    }

    /// Looks up when a session expires next, and when a reservation runs out.
    func nextDeadlines() throws(LedgerError) -> Deadlines {
        var deadlines = Deadlines()
        try statements.dueSessions.forEach({
            ExpiryRow.bind(after: draft.waves.reach, until: .max, .max, to: &$0)
        }) { row throws(LedgerError) in
            if !owed.damaged.contains(row.integer(1)) { deadlines.add(expirySec: row.integer(0)) }
            return deadlines.expirySec == nil
        }
        try statements.dueReservations.forEach({ row in
            row.bind(Int64.max)
            row.bind(Int64.max)
        }) { row throws(LedgerError) in
            if !owed.damaged.contains(row.integer(3)) { deadlines.add(reservationSec: row.integer(0)) }
            return deadlines.reservationSec == nil
        }
        return deadlines
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
