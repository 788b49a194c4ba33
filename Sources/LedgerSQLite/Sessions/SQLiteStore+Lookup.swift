import SessionKeys

/// Sessions, found in memory or in the tables, and made ready to be changed.
extension SQLiteStore {
    /// The session as the transaction has it.
    func find(_ id: SessionID) throws(LedgerError) -> StoredSession? {
        if latest?.session.id == id { return latest }
        if let session = takeIfCurrent(cache.newer(id)) { return session }
        // To keep one more may drop others: what was changed of them has to be in the tables, or known to be owed.
        if cache.isFull { try flush() }
        if let session = takeIfCurrent(cache.session(id)) { return session }
        return try load(id)
    }

    /// A session from memory, unless a wave has ended it since.
    private func takeIfCurrent(_ session: StoredSession?) -> StoredSession? {
        guard let session, !hasEndedByWave(session) else { return nil }
        latest = session
        return session
    }

    /// A session that is known to be there.
    func known(_ id: SessionID) throws(LedgerError) -> StoredSession {
        guard let session = try find(id) else { throw LedgerError.corrupt("there is no session \(id)") }
        return session
    }

    /// A session that is about to be changed.
    func changing(_ id: SessionID) throws(LedgerError) -> StoredSession {
        let session = try known(id)
        guard session.unposted == nil else { return remember(try postEnding(of: id)) }
        prepareChange(of: session)
        return session
    }

    /// Registers a session that is about to be changed, so that `flush` writes it or adds it to those owed.
    func prepareChange(of session: StoredSession) {
        rememberStart(of: session)
        guard !session.isChanged else { return }
        session.isChanged = true
        changedSinceFlush.append(session)
    }

    /// Remembers the session as it is, for a rollback.
    func rememberStart(of session: StoredSession) {
        if session.rememberStart() { changedInTransaction.append(session) }
    }

    /// Adds a session that the transaction has inserted.
    func add(_ session: StoredSession) throws(LedgerError) {
        if cache.isFull { try flush() }
        prepareChange(of: session)
        cache.keep(session)
        latest = session
    }

    /// Makes the next lookup of the latest session start anew, as a wave may have ended it.
    func forgetLatest() { latest = nil }

    /// Makes the next lookup read the session again.
    func forget(_ id: SessionID) {
        cache.remove(id)
        latest = nil
    }

    private func load(_ id: SessionID) throws(LedgerError) -> StoredSession? {
        guard let session = try readUnlessLeftOut(id) else { return nil }
        // What the tables do not say is not kept as if they did.
        if let ending = try unpostedEnding(of: session) { return session.ended(by: ending) }
        return remember(session)
    }

    /// The session as the tables have it, unless the transaction does without it.
    func readUnlessLeftOut(_ id: SessionID) throws(LedgerError) -> StoredSession? {
        if let error = leftOut.error(of: .session(id)) { throw error }
        do throws(LedgerError) {
            return try uncached(id)
        } catch {
            switch error {
            case .cannotRead(let what) where connection.hasLostTransaction:
                let error = LedgerError.cannotRead("session \(id): \(what)")
                leftOut.note(error, of: .session(id))
                untold.insert(error, of: id)
            case .corrupt where connection.foundDamage != nil: leftOut.note(error, of: .session(id))
            default: break
            }
            throw error
        }
    }

    private func remember(_ session: StoredSession) -> StoredSession {
        cache.keep(session)
        latest = session
        return session
    }

    /// The session as the tables have it, with what they are owed.
    func uncached(_ id: SessionID) throws(LedgerError) -> StoredSession? {
        if let session = owed.session(id) {
            try readAgain(session)
            return session
        }
        let row = try statements.session.first({ $0.bind(id) }) { row throws(LedgerError) in try SessionRow(row) }
        guard let row else { return nil }
        guard !owed.damaged.contains(row.number) else {
            throw LedgerError.corrupt("session \(id) was given up, as its rows were damaged or could not be read")
        }
        return try row.session(with: statements)
    }

    /// Makes sure that a session's row can be read, where the disk has failed to read it.
    private func readAgain(_ session: StoredSession) throws(LedgerError) {
        guard unread.contains(session.number) else { return }
        guard try sessionID(of: session.number) == session.session.id else {
            throw LedgerError.corrupt("the row of session \(session.session.id) is another one's")
        }
        unread.remove(session.number)
    }
}
