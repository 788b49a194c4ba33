import SessionKeys

/// Balances that are written later than the authorizations which are counted in them.
extension SQLiteStore {
    /// Writes a changed session, and what it owed before.
    func write(_ session: StoredSession) throws(LedgerError) {
        try write { () throws(LedgerError) in
            session.noteWritten(as: try writeBalances(of: session))
        } ifDamaged: { error in
            // It is given up, so that others go on. A new one need not be given up, as nobody knows of it; and what
            // could not be read may be read the next time.
            if session.isOwed { giveUp(session.number, session.session.id, for: error) }
        }
        owed.remove(session)
    }

    /// Writes some balances, where it is time.
    func writeSomeOwed() throws(LedgerError) {
        try write(owed.next(), canWait: false)
        if let through = owed.newThrough { try advance(through: through) }
    }

    /// Writes all balances, so that none has to be counted again.
    func writeAllOwed() throws(LedgerError) {
        try write(owed.all, canWait: true)
        let last = draft.overview.lastEvent
        if last > owed.draftedThrough { try advance(through: last) }
    }

    private func write(_ sessions: [StoredSession], canWait: Bool) throws(LedgerError) {
        for session in sessions {
            rememberStart(of: session)
            do throws(LedgerError) {
                try write(session)
            } catch {
                // A request for another session cannot wait until this one is read. At the end, and for a removal,
                // nobody waits: it is counted again, or written the next time.
                if !canWait, case .cannotRead = error { giveUp(session.number, session.session.id, for: error) }
                throw error
            }
        }
    }

    /// Up to that event everything is counted: in the balances, or never, and then its session is known to be damaged.
    private func advance(through: Int64) throws(LedgerError) {
        for number in owed.damaged { try statements.insertDamaged.run { $0.bind(number) } }
        try statements.advanceBalances.run { $0.bind(through: through) }
        owed.advance(through: through)
    }
}
