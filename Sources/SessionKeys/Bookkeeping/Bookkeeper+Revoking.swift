extension Bookkeeper {
    /// Ends what is asked for, as far as it is active; what has ended already is no error.
    mutating func revoke(_ request: RevokeRequest) throws(LedgerError) -> Answer {
        let ids: [SessionID]
        switch request.scope {
        case .session(let id):
            guard try store.session(id) != nil else { return .unknownSession(id) }
            ids = [id]
        case .account(let account): ids = try store.activeSessions(of: account)
        }
        var revoked: [SessionID] = []
        for id in ids {
            guard var session = try session(id, of: request.scope) else { continue }
            try endIfExpired(&session, by: moment.now.seconds)
            guard session.ending == nil else { continue }
            try end(&session, Ending(.revoked, endedSec: moment.now.seconds, reason: request.reason))
            revoked.append(id)
        }
        return .revoked(revoked)
    }

    /// A session that is to be revoked; `nil` for one of an account that cannot be read. It is denied everything for
    /// as long as that is so, the ledger has it recorded, and it must not keep the others from being revoked.
    private mutating func session(
        _ id: SessionID, of scope: RevokeRequest.Scope
    ) throws(LedgerError) -> Session? {
        do throws(LedgerError) {
            return try store.session(id)
        } catch {
            guard error.mayBeOfOneSession, case .account = scope else { throw error }
            store.note(error, of: id)
            return nil
        }
    }
}
