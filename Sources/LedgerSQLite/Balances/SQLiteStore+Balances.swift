internal import SessionKeys

/// The balances of a session, written as far as they changed.
extension SQLiteStore {
    func write(_ stored: StoredSession) throws(LedgerError) {
        switch stored.difference {
        case .none: return
        case .everything: try insertBalances(of: stored)
        case .since(let before): try updateBalances(of: stored, since: before)
        }
    }

    private func updateBalances(of stored: StoredSession, since before: StoredSession.Counted) throws(LedgerError) {
        let session = stored.session
        let hasNewTally = session.openReservations != before.openReservations || stored.trail != before.trail
        if hasNewTally { try updateFirstBalance(of: stored) }
        for position in session.meters.indices where position > 0 || !hasNewTally {
            let meter = session.meters[position]
            guard meter != before.meters[position] else { continue }
            try statements.updateBalance.run { row in
                row.bind(meter.spent)
                row.bind(meter.debited)
                row.bind(Self.seal(of: stored, at: position))
                row.bind(BalanceSlot.slot(position, of: stored.number))
            }
        }
        if let ending = session.ending, !before.hasEnded { try end(stored, ending) }
    }

    private func updateFirstBalance(of stored: StoredSession) throws(LedgerError) {
        let meter = stored.session.meters.first
        try statements.updateFirstBalance.run { row in
            row.bind(meter?.spent)
            row.bind(meter?.debited)
            Self.bindTally(of: stored, to: &row)
            row.bind(Self.seal(of: stored, at: 0))
            row.bind(BalanceSlot.first(of: stored.number))
        }
    }

    private func insertBalances(of stored: StoredSession) throws(LedgerError) {
        let meters = stored.session.meters
        for position in 0..<max(1, meters.count) {
            let meter = position < meters.count ? meters[position] : nil
            try statements.insertBalance.run { row in
                row.bind(BalanceSlot.slot(position, of: stored.number))
                row.bind(meter?.allowance)
                row.bind(meter?.spent)
                row.bind(meter?.debited)
                if position == 0 { Self.bindTally(of: stored, to: &row) } else { Self.bindNoTally(to: &row) }
                row.bind(Self.seal(of: stored, at: position))
            }
        }
        if let ending = stored.session.ending { try end(stored, ending) }
    }

    private static func seal(of stored: StoredSession, at position: Int) -> Int64 {
        let meters = stored.session.meters
        guard position == 0 else { return Seal.of(meters[position]) }
        return Seal.of(
            first: meters.first, openReservations: stored.session.openReservations, stored.trail)
    }

    private static func bindTally(of stored: StoredSession, to row: inout Binder) {
        row.bind(Int64(stored.session.openReservations))
        row.bind(stored.trail.lastAuthorization)
        row.bind(stored.trail.lastEvent)
        row.bind(stored.trail.events)
    }

    private static func bindNoTally(to row: inout Binder) {
        for _ in 0..<4 { row.bindNull() }
    }

    private func end(_ stored: StoredSession, _ ending: Ending) throws(LedgerError) {
        try statements.endSession.run { row in
            row.bind(ending.status.rawValue)
            row.bind(ending.endedSec)
            row.bind(ending.reason)
            row.bind(stored.number)
        }
        let place = ExpiryPlace(second: stored.session.definition.expirySec, number: stored.number)
        foreseen.cut(at: place)
        draft.deadlines.remove(expirySec: place.second)
    }
}
