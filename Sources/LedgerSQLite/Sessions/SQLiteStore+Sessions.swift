import SessionKeys

/// The sessions of the store.
extension SQLiteStore: LedgerStore {
    func session(_ id: SessionID) throws(LedgerError) -> Session? { try find(id)?.session }

    func update(_ session: Session) throws(LedgerError) {
        try changing(session.id).update(session)
    }

    func insert(_ session: Session, from request: CreateRequest) throws(LedgerError) {
        let number = draft.takeSessionNumber()
        let definition = session.definition
        try statements.insertSession.run { $0.bind(session, number: number, from: request) }
        foreseen.cut(at: ExpiryPlace(second: definition.expirySec, number: number))
        draft.deadlines.add(expirySec: definition.expirySec)
        try add(StoredSession(number: number, session: session, trail: Trail(), kept: .nothing))
    }

    func activeSessions(of account: Address) throws(LedgerError) -> [SessionID] {
        try flush()
        // Their numbers stand in the index: a damaged page of the table costs only the sessions on it.
        var numbers: [Int64] = []
        try statements.activeSessions.forEach({ $0.bind(account.bytes) }) { row throws(LedgerError) in
            numbers.append(row.integer(0))
            return true
        }
        var ids: [SessionID] = []
        ids.reserveCapacity(numbers.count)
        var failed: LedgerError?
        for number in numbers {
            if let error = leftOut.error(of: .row(number)) {
                try refuse(number, for: error)
                continue
            }
            do throws(LedgerError) {
                ids.append(try sessionID(of: number))
            } catch {
                guard error.mayBeOfOneSession else { throw error }
                leftOut.note(error, of: .row(number))
                if case .cannotRead = error { throw error }
                failed = error
            }
        }
        if let failed { throw failed }
        return ids
    }

    /// Denies a session everything whose row cannot be read, also where it is in memory and goes on without its row:
    /// whoever asks for the sessions of an account is about to end them. What is damaged stays so; what the disk failed
    /// to read is denied until it reads it.
    private func refuse(_ number: Int64, for error: LedgerError) throws(LedgerError) {
        if case .cannotRead = error { unread.insert(number) } else { try abandon(number) }
        tell(of: number, nil, error)
        cache.removeAll()
        forgetLatest()
    }

    // What was given up is told in better words.
    func note(_ damage: LedgerError) { self.damage = self.damage ?? damage }

    func creation(key: String) throws(LedgerError) -> Creation? {
        let found = try statements.creation.first({ $0.bind(key) }) { row throws(LedgerError) in
            (id: row.sessionID(0), content: ContentDigest(bytes: row.bytes(1)))
        }
        guard let found, let content = found.content, let session = try session(found.id) else { return nil }
        return Creation(
            session: found.id, content: content, definition: session.definition, createdSec: session.createdSec)
    }

    /// The id of the session with that number.
    func sessionID(of number: Int64) throws(LedgerError) -> SessionID {
        let id = try statements.sessionID.first({ $0.bind(number) }) { row throws(LedgerError) in row.sessionID(0) }
        guard let id else { throw LedgerError.corrupt("there is no session with the number \(number)") }
        return id
    }
}
