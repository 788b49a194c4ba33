internal import SessionKeys

/// The balances of a session, written as far as they changed.
extension SQLiteStore {
    func write(_ change: Change) throws(LedgerError) {
        guard let stored = change.stored else { return try insertBalances(of: change.current) }
        let (number, session) = (change.current.number, change.current.session)
        let hasNewTally =
            session.openReservations != stored.session.openReservations || change.current.trail != stored.trail
        for (position, meter) in session.meters.enumerated() {
            let slot = BalanceSlot.slot(position, of: number)
            if position == 0, hasNewTally {
                try writeFirst(meter, and: change.current)
            } else if meter != stored.session.meters[position] {
                try statements.updateBalance.run { row in
                    row.bind(meter.spent)
                    row.bind(meter.debited)
                    row.bind(slot)
                }
            }
        }
        if session.meters.isEmpty, hasNewTally { try writeFirst(nil, and: change.current) }
        if let ending = session.ending, stored.session.ending == nil { try end(number, ending) }
    }

    private func writeFirst(_ meter: Meter?, and entry: SessionCache.Entry) throws(LedgerError) {
        try statements.updateFirstBalance.run { row in
            row.bind(meter?.spent)
            row.bind(meter?.debited)
            Self.bindTally(of: entry, to: &row)
            row.bind(BalanceSlot.first(of: entry.number))
        }
    }

    private func insertBalances(of entry: SessionCache.Entry) throws(LedgerError) {
        for position in 0..<max(1, entry.session.meters.count) {
            let meter = position < entry.session.meters.count ? entry.session.meters[position] : nil
            try statements.insertBalance.run { row in
                row.bind(BalanceSlot.slot(position, of: entry.number))
                row.bind(meter?.allowance)
                row.bind(meter?.spent)
                row.bind(meter?.debited)
                if position == 0 { Self.bindTally(of: entry, to: &row) } else { Self.bindNoTally(to: &row) }
            }
        }
        if let ending = entry.session.ending { try end(entry.number, ending) }
    }

    private static func bindTally(of entry: SessionCache.Entry, to row: inout Binder) {
        row.bind(Int64(entry.session.openReservations))
        row.bind(entry.trail.lastAuthorization)
        row.bind(entry.trail.lastEvent)
        row.bind(entry.trail.events)
    }

    private static func bindNoTally(to row: inout Binder) {
        for _ in 0..<4 { row.bindNull() }
    }

    private func end(_ number: Int64, _ ending: Ending) throws(LedgerError) {
        try statements.endSession.run { row in
            row.bind(ending.status.rawValue)
            row.bind(ending.endedSec)
            row.bind(ending.reason)
            row.bind(number)
        }
    }
}
