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
        var ids: [SessionID] = []
        try statements.activeSessions.forEach({
            $0.bind(account.bytes)
            $0.bind(draft.waves.reach)
        }) { row throws(LedgerError) in
            ids.append(row.sessionID(0))
            return true
        }
        return ids
    }

    func creation(key: String) throws(LedgerError) -> Creation? {
        let found = try statements.creation.first({ $0.bind(key) }) { row throws(LedgerError) in
            (id: row.sessionID(0), content: ContentDigest(bytes: row.bytes(1)))
        }
        guard let found, let content = found.content, let session = try session(found.id) else { return nil }
        return Creation(session: found.id, content: content, definition: session.definition)
    }

    /// The id of the session with that number.
    func sessionID(of number: Int64) throws(LedgerError) -> SessionID {
        let id = try statements.sessionID.first({ $0.bind(number) }) { row throws(LedgerError) in row.sessionID(0) }
        guard let id else { throw LedgerError.corrupt("there is no session with the number \(number)") }
        return id
    }
}
