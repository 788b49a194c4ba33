import SessionKeys

/// The balances of a session, written as far as they changed. One that was never used has none: its entry among the
/// unused stands for them, so that the balances of those in use are neighbours (docs/architecture.md).
extension SQLiteStore {
    /// Writes a session as it is by now.
    ///
    /// - Returns: what the tables have of it then.
    func writeBalances(of stored: StoredSession) throws(LedgerError) -> StoredSession.Kept {
        switch stored.kept {
        case .nothing where stored.isUnused:
            try statements.insertUnused.run { $0.bind(UnusedSession(stored)) }
            return .unused
        case .nothing: try insertBalances(of: stored)
        case .unused:
            guard stored.isOwed else { return .unused }
            try statements.removeUnused.runOnOneRow { $0.bind(stored.number) }
            try insertBalances(of: stored)
        case .balances: if let before = stored.before { try updateBalances(of: stored, since: before) }
        }
        return .balances
    }

    private func updateBalances(of stored: StoredSession, since before: StoredSession.Counted) throws(LedgerError) {
        let session = stored.session
        let hasNewTally = stored.tally != before.tally
        if hasNewTally { try updateFirstBalance(of: stored) }
        for position in session.meters.indices where position > 0 || !hasNewTally {
            let meter = session.meters[position]
            guard meter != before.meters[position] else { continue }
            let slot = BalanceSlot.slot(position, of: stored.number)
            try statements.updateBalance.runOnOneRow { row in
                row.bind(meter.spent)
                row.bind(meter.debited)
                row.bind(Seal.of(meter, slot: slot))
                row.bind(slot)
            }
        }
        if let ending = session.ending, !before.hasEnded { try endRow(of: stored.expiry, ending) }
    }

    private func updateFirstBalance(of stored: StoredSession) throws(LedgerError) {
        let meter = stored.session.meters.first
        let slot = BalanceSlot.first(of: stored.number)
        try statements.updateFirstBalance.runOnOneRow { row in
            row.bind(meter?.spent)
            row.bind(meter?.debited)
            row.bind(meter.map { Seal.of($0, slot: slot) })
            row.bind(stored.tally, of: stored.number)
            row.bind(slot)
        }
    }

    private func insertBalances(of stored: StoredSession) throws(LedgerError) {
        let meters = stored.session.meters
        for position in 0..<max(1, meters.count) {
            let meter = position < meters.count ? meters[position] : nil
            let slot = BalanceSlot.slot(position, of: stored.number)
            try statements.insertBalance.run { row in
                row.bind(slot)
                row.bind(meter?.allowance)
                row.bind(meter?.spent)
                row.bind(meter?.debited)
                row.bind(meter.map { Seal.of($0, slot: slot) })
                row.bind(position == 0 ? stored.tally : nil, of: stored.number)
            }
        }
        if let ending = stored.session.ending { try endRow(of: stored.expiry, ending) }
    }
}
