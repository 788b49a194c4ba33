extension Bookkeeper {
    /// Ends what is asked for, as far as it is active; what has ended already is no error.
    mutating func revoke(_ request: RevokeRequest) throws(LedgerError) -> Answer {
        let ids: [SessionID]
        switch request.scope {
        case .session(let id):
            guard try store.session(id) != nil else { return .unknownSession }
            ids = [id]
        case .account(let account): ids = try readable(try store.activeSessions(of: account))
        }
        var revoked: [SessionID] = []
        for id in ids {
            guard var session = try store.session(id) else { continue }
            try endIfExpired(&session, by: moment.now.seconds)
            guard session.ending == nil else { continue }
            try end(&session, Ending(status: .revoked, endedSec: moment.now.seconds, reason: request.reason))
            revoked.append(id)
        }
        return .revoked(revoked)
    }

    /// Those that can be read: one that is damaged takes nothing any more, and keeps no other from being revoked.
    private mutating func readable(_ ids: [SessionID]) throws(LedgerError) -> [SessionID] {
        var readable: [SessionID] = []
        for id in ids {
            do throws(LedgerError) {
                if try store.session(id) != nil { readable.append(id) }
            } catch {
                guard case .corrupt = error else { throw error }
            }
        }
        return readable
    }
}
