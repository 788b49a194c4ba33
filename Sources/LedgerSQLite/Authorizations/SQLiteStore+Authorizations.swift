import SessionKeys

/// The authorizations of the store.
extension SQLiteStore {
    func nextAuthorizationNumber() throws(LedgerError) -> UInt64 { UInt64(draft.overview.lastEvent + 1) }

    func authorization(_ id: AuthorizationID) throws(LedgerError) -> Authorization? {
        guard let number = Int64(exactly: id.number) else { return nil }
        let found = try statements.authorization.first({ $0.bind(number) }) { row throws(LedgerError) in
            try self.authorization(in: row)
        }
        guard let found, found.id == id else { return nil }
        return found
    }

    func authorization(of session: SessionID, knownBy key: OperationKey) throws(LedgerError) -> Authorization? {
        guard let owner = try find(session) else { return nil }
        for number in try keys.authorizations(for: key, in: owner.number) {
            let found = try statements.authorization.first({ $0.bind(number) }) {
                row throws(LedgerError) -> Authorization? in
                if AuthorizationRow.isKnown(row, by: key, in: owner.number) {
                    return try AuthorizationRow.authorization(row, of: owner.session)
                }
                // Another key may have the same hash. If the row's own has not, it is damaged, and to pass it over
                // would authorize the operation a second time.
                let (other, session) = (AuthorizationRow.key(row), row.integer(AuthorizationRow.Column.session))
                guard keys.haveSameHash(key, in: owner.number, other, in: session)
                else { throw LedgerError.corrupt("the authorization \(number) has another key than it was given") }
                return nil
            }
            guard let found else { throw LedgerError.corrupt("the authorization \(number) is missing") }
            if let found { return found }
        }
        return nil
    }

    func insert(_ authorization: Authorization, at time: Instant) throws(LedgerError) {
        let owner = try changing(authorization.session)
        let number = Int64(authorization.id.number)
        guard number == draft.overview.lastEvent + 1 else {
            throw LedgerError.corrupt("the authorization \(authorization.id) has the number of another event")
        }
        try statements.insertAuthorization.run { $0.bind(authorization, number: number, of: owner, at: time) }
        if authorization.settlement == nil, let second = authorization.reservedUntilSec {
            draft.deadlines.add(reservationSec: second)
        }
        if let key = authorization.key { keys.add(key, in: owner.number, of: number) }
        owner.extend { $0.lastAuthorization = number }
        owed.countAuthorization()
        draft.noteAuthorization(number, at: time)
    }

    func update(_ authorization: Authorization) throws(LedgerError) {
        guard let settlement = authorization.settlement, let session = try session(authorization.session) else {
            throw LedgerError.corrupt("only a settlement changes the authorization \(authorization.id)")
        }
        try write { () throws(LedgerError) in
            try statements.settleAuthorization.run { row in
                row.bind(settlement, of: session)
                row.bind(Int64(authorization.id.number))
            }
        } ifDamaged: { _ in
            unsettleable = authorization.id
        }
        draft.deadlines.remove(reservationSec: authorization.reservedUntilSec)
        draft.countSettlement()
    }

    /// The session's authorizations, newest first, along their chain.
    func authorizations(of owner: StoredSession, _ request: PageRequest) throws(LedgerError) -> Page<Authorization> {
        var page = PageBuilder<Authorization>(request)
        var next = owner.trail.lastAuthorization
        if let before = request.before, let place = try place(of: before), place.session == owner.number {
            next = place.previous
        }
        while let number = next {
            let found = try statements.authorization.first({ $0.bind(number) }) { row throws(LedgerError) in
                let previous = row.optionalInteger(AuthorizationRow.Column.previous)
                // No seal has it. A chain that led forward would have no end.
                guard row.integer(AuthorizationRow.Column.session) == owner.number, previous ?? 0 < number else {
                    throw LedgerError.corrupt("the authorization \(number) is out of its session's chain")
                }
                return (authorization: try AuthorizationRow.authorization(row, of: owner.session), previous: previous)
            }
            guard let found else { throw LedgerError.corrupt("the authorization \(number) is missing") }
            next = found.previous
            // A place that is none of this session's is looked for from the newest on.
            guard number < request.before ?? .max else { continue }
            guard page.add(found.authorization, number: number) else { break }
        }
        return page.page
    }

    /// Whose an authorization is, and which one of its session's comes before it.
    func place(of number: Int64) throws(LedgerError) -> (session: Int64, previous: Int64?)? {
        try statements.authorization.first({ $0.bind(number) }) { row throws(LedgerError) in
            (row.integer(AuthorizationRow.Column.session), row.optionalInteger(AuthorizationRow.Column.previous))
        }
    }

    /// The authorization in a row, with whatever session it belongs to.
    private func authorization(in row: Statement) throws(LedgerError) -> Authorization {
        let id = try sessionID(of: row.integer(AuthorizationRow.Column.session))
        guard let session = try session(id) else { throw LedgerError.corrupt("there is no session \(id)") }
        return try AuthorizationRow.authorization(row, of: session)
    }
}
