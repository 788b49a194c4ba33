import SessionKeys

/// Balances that are written later than the authorizations which are counted in them.
extension SQLiteStore {
    /// Writes a changed session, and what it owed before.
    func writeDown(_ session: StoredSession) throws(LedgerError) {
        // Once SQLite has found other damage it refuses every write: that is no fault of this session.
        let isItsFault = connection.foundDamage == nil
        do throws(LedgerError) {
            session.noteWritten(as: try write(session))
        } catch {
            // It is given up, so that others go on. A new one need not be given up, as nobody knows of it; and what
            // could not be read may be read the next time.
            if isItsFault, case .corrupt = error, session.isOwed {
                giveUp(session.number, session.session.id, for: error)
            }
            throw error
        }
        owed.remove(session)
    }

    /// Writes some balances, where it is time.
    func writeSomeOwed() throws(LedgerError) {
        try writeDown(owed.next(), canWait: false)
        if let through = owed.newThrough { try advance(through: through) }
    }

    /// Writes all balances, so that none has to be counted again.
    func writeAllOwed() throws(LedgerError) {
        try writeDown(owed.all, canWait: true)
        let last = draft.overview.lastEvent
        if last > owed.draftedThrough { try advance(through: last) }
    }

    private func writeDown(_ sessions: [StoredSession], canWait: Bool) throws(LedgerError) {
        for session in sessions {
            rememberStart(of: session)
            do throws(LedgerError) {
                try writeDown(session)
            } catch {
                // A request for another session cannot wait until this one is read. At the end, and for a removal,
                // nobody waits: it is counted again, or written the next time.
                if !canWait, case .cannotRead = error { giveUp(session.number, session.session.id, for: error) }
                throw error
            }
        }
    }

    /// Denies a session everything from here on, whatever becomes of the open transaction.
    func giveUp(_ number: Int64, _ id: SessionID?, for error: LedgerError) {
        owed.abandon(number)
        tell(of: number, id, error)
    }

    /// Has somebody told why a session is denied everything.
    func tell(of number: Int64, _ id: SessionID?, _ error: LedgerError) {
        let session = id.map { "session \($0)" } ?? "the session of number \(number)"
        damage =
            switch error {
            case .corrupt(let what): .corrupt("\(session): \(what)")
            case .cannotRead(let what): .cannotRead("\(session): \(what)")
            case .full, .cannotWrite, .mayHaveLostWrites: error
            }
    }

    /// Denies a session everything from here on, for good once the transaction is committed.
    func abandon(_ number: Int64) throws(LedgerError) {
        try statements.insertDamaged.run { $0.bind(number) }
        owed.abandon(number)
    }

    /// Up to that event everything is counted: in the balances, or never, and then its session is known to be damaged.
    private func advance(through: Int64) throws(LedgerError) {
        for number in owed.damaged { try statements.insertDamaged.run { $0.bind(number) } }
        try statements.advanceBalances.run { $0.bind(through: through) }
        owed.advance(through: through)
    }
}
