internal import SessionKeys

/// Balances that are written later than the authorizations which are counted in them.
extension SQLiteStore {
    /// Writes a changed session, and what it owed before.
    func settle(_ session: StoredSession) throws(LedgerError) {
        try write(session)
        session.isWritten()
        owed.remove(session)
    }

    /// Writes some balances, where it is time.
    func settleOwed() throws(LedgerError) {
        try settle(owed.next())
        if let through = owed.newThrough { try advanceBalances(through) }
    }

    /// Writes all balances, so that none has to be counted again.
    func settleAll() throws(LedgerError) {
        try settle(owed.all)
        let last = draft.overview.lastEvent
        if last > owed.through { try advanceBalances(last) }
    }

    private func settle(_ sessions: [StoredSession]) throws(LedgerError) {
        for session in sessions {
            remember(session)
            do throws(LedgerError) {
                try settle(session)
            } catch {
                guard case .corrupt = error else { throw error }
                // Its authorizations were answered. It is no reason to refuse anybody else's.
                owed.abandon(session)
                forget(session.session.id)
            }
        }
    }

    /// What is behind that event is counted: in the balances, or never, and then its session is known to be damaged.
    private func advanceBalances(_ through: Int64) throws(LedgerError) {
        for number in owed.damaged { try statements.insertDamaged.run { $0.bind(number) } }
        try statements.advanceBalances.run { $0.bind(through) }
    }
}
