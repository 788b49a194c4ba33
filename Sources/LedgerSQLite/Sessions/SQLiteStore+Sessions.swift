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
        let numbers = try numbersOfActive(of: account)
        var ids: [SessionID] = []
        ids.reserveCapacity(numbers.count)
        var failed: LedgerError?
        for number in numbers {
            if let error = leftOut.error(of: .row(number)) {
                try refuse(number, for: error)
                continue
            }
            do throws(LedgerError) {
                ids.append(try idNotingFailure(of: number))
            } catch {
                // All that are damaged are looked for at once: the next time the transaction does without them.
                guard case .corrupt = error else { throw error }
                failed = error
            }
        }
        if let failed { throw failed }
        return ids
    }

    /// The numbers of an account's active sessions, which stand in the index: a damaged page of the table costs only the
    /// sessions on it.
    private func numbersOfActive(of account: Address) throws(LedgerError) -> [Int64] {
        var numbers: [Int64] = []
        try statements.activeSessions.forEach({ $0.bind(account.bytes) }) { row throws(LedgerError) in
            numbers.append(row.integer(0))
            return true
        }
        return numbers
    }

    /// The id of the session with that number; where its row cannot be read, the transaction does without it the next
    /// time.
    private func idNotingFailure(of number: Int64) throws(LedgerError) -> SessionID {
        do throws(LedgerError) {
            return try sessionID(of: number)
        } catch {
            if error.mayBeOfOneSession { leftOut.note(error, of: .row(number)) }
            throw error
        }
    }

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

    /// Writes down in a session's row that it has ended.
    func endRow(of session: Expiry, _ ending: Ending) throws(LedgerError) {
        try statements.endSession.run { row in
            row.bind(ending.status.rawValue)
            row.bind(ending.endedSec)
            row.bind(ending.reason)
            row.bind(session.number)
        }
        foreseen.cut(at: session.place)
        draft.deadlines.remove(expirySec: session.second)
    }
}
