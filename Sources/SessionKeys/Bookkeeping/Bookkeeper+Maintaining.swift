extension Bookkeeper {
    /// By how much a step's limit is multiplied for sessions that expire together, as each of them costs little then.
    private static var jointExpiryFactor: Int { 32 }

    /// Ends sessions and settles reservations whose time is over, in the order in which they fell due: at most `limit`,
    /// and more where they expire together.
    package mutating func doWhatIsDue(limit: Int) throws(LedgerError) {
        // Only those that come before everything else: a settlement that is due before them may end some of them first.
        let expiries = try store.leadingExpiries(at: moment.now, limit: limit * Self.jointExpiryFactor)
        guard expiries.count < rules.expiriesTogether else { return try store.expire(expiries, at: moment.now) }
        let due = try store.due(at: moment.now, limit: limit)
        for one in due {
            do throws(LedgerError) {
                try carryOut(one, isFirst: one == due.first)
            } catch {
                if case .corrupt = error { store.passOver(one, for: error) }
                throw error
            }
        }
    }

    /// Ends or settles one. What only an index names is damage, or it would be looked at again for ever; where the index
    /// merely has too early a second, its row says when its turn comes. Any but the first may belong to a session that
    /// was ended in this step.
    private mutating func carryOut(_ due: Due, isFirst: Bool) throws(LedgerError) {
        switch due {
        case .expiry(let expiry):
            guard var session = try store.session(expiry.session), session.ending == nil || !isFirst else {
                throw .corrupt("session \(expiry.session) is to expire, and is not there or has ended")
            }
            try endIfExpired(&session, by: moment.now.seconds)
        case .reservation(let id):
            guard let authorization = try store.authorization(id), authorization.settlement == nil else {
                throw .corrupt("authorization \(id) is to be settled, and is not there or settled")
            }
            guard authorization.hasRunOut(at: moment.now) else { return }
            _ = try settleByTime(authorization)
        }
    }

    /// Ends an active session whose expiry has come before anything else is done with it: what fell due first counts,
    /// even where `doWhatIsDue` has not come that far yet.
    mutating func endIfExpired(_ session: inout Session, by second: Int64) throws(LedgerError) {
        let expirySec = session.definition.expirySec
        guard session.ending == nil, expirySec != 0, expirySec <= second else { return }
        try end(&session, Ending(.expired, endedSec: expirySec))
    }

    /// Writes down that the session has ended, where it has.
    mutating func appendEnding(of session: Session) throws(LedgerError) {
        if let ending = session.ending { try append(.ended(ending), of: session.id) }
    }

    mutating func end(_ session: inout Session, _ ending: Ending) throws(LedgerError) {
        session.end(ending)
        try store.update(session)
        try appendEnding(of: session)
    }
}
