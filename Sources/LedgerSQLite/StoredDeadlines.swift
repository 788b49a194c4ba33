internal import SessionKeys

/// What falls due, and when.
extension SQLiteStore {
    func due(at now: Instant, limit: Int) throws(LedgerError) -> [Due] {
        var found: [(second: Int64, due: Due)] = []
        // Expiries stand first, and the sort keeps them before reservations of the same second.
        // Whoever has ended by a wave is due no more, whatever its row says.
        try statements.dueSessions.forEach({
            ExpiryRow.bind(after: draft.waves.reach, until: now.seconds, limit, to: &$0)
        }) { row throws(LedgerError) in
            let expiry = ExpiryRow.expiry(row)
            found.append((expiry.second, .expiry(expiry)))
            return true
        }
        let expiries = found.count
        try statements.dueReservations.forEach({ row in
            row.bind(now.seconds)
            row.bind(Int64(limit))
        }) { row throws(LedgerError) in
            let id = AuthorizationID(
                number: UInt64(bitPattern: row.integer(1)), nonce: UInt64(bitPattern: row.integer(2)))
            found.append((row.integer(0), .reservation(id)))
            return true
        }
        if expiries > 0, expiries < found.count { found = merge(found[..<expiries], found[expiries...]) }
        return found.prefix(limit).map(\.due)
    }

    /// Looks up when a session expires next, and when a reservation runs out.
    func nextDeadlines() throws(LedgerError) -> Deadlines {
        let second = { (row: Statement) throws(LedgerError) in row.integer(0) }
        return Deadlines(
            expirySec: try statements.dueSessions.first(
                { ExpiryRow.bind(after: draft.waves.reach, until: .max, 1, to: &$0) }, read: second),
            reservationSec: try statements.dueReservations.first(
                { row in
                    row.bind(Int64.max)
                    row.bind(Int64(1))
                }, read: second))
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
