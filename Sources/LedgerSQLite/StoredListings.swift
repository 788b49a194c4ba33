internal import SessionKeys

/// Listings: newest first, page by page. They are not on the hot path, and their statements are compiled when needed.
extension SQLiteStore {
    func read(_ query: Query) throws(LedgerError) -> Answer {
        try flush()
        switch query {
        case .session(let id): return try record(of: id).map(Answer.session) ?? .unknownSession
        case .sessions(let filter, let page): return .sessions(try sessions(filter, page))
        case .authorizations(let id, let page):
            guard let stored = try find(id) else { return .unknownSession }
            return .authorizations(try authorizations(of: stored, page))
        case .events(let after, let id, let limit):
            if let id, try session(id) == nil { return .unknownSession }
            if let fault = draft.overview.fault(ofReadingAfter: after) { return .invalid(fault) }
            // Chains are not followed into what was removed.
            let after = max(after, draft.overview.firstEvent - 1)
            return .events(try events(after: after, of: id, limit: limit), last: draft.overview.lastEvent)
        }
    }

    private func record(of id: SessionID) throws(LedgerError) -> SessionRecord? {
        guard let session = try session(id) else { return nil }
        let given = try connection.prepare("SELECT permissions_as_given FROM session WHERE id = ?")
            .first({ $0.bind(id) }) { row throws(LedgerError) in row.bytes(0) }
        return given.map { SessionRecord(session: session, permissionsAsGiven: $0) }
    }

    private func sessions(_ filter: SessionFilter, _ request: PageRequest) throws(LedgerError) -> Page<SessionRecord> {
        let (condition, values) = condition(filter)
        let statement = try connection.prepare(
            "SELECT number, id, permissions_as_given FROM session WHERE number < ?\(condition) ORDER BY number DESC")
        var page = PageInTheMaking<SessionRecord>(request)
        try statement.forEach({ row in
            row.bind(request.before ?? .max)
            for value in values { row.bind(value) }
        }) { row throws(LedgerError) in
            guard let session = try self.session(row.sessionID(1)) else {
                throw LedgerError.corrupt("a session vanished while it was listed")
            }
            guard filter.status ?? session.status == session.status else { return true }
            let record = SessionRecord(session: session, permissionsAsGiven: row.bytes(2))
            return page.add(record, number: row.integer(0))
        }
        return page.page
    }

    /// What the rows have to say; of those that have yet to say that they have expired, some do that should not.
    private func condition(_ filter: SessionFilter) -> (sql: String, values: [Value]) {
        var sql = ""
        var values: [Value] = []
        if filter.status == .expired, !draft.waves.isEmpty {
            sql += " AND (status = 'expired' OR status = 'active' AND expiry_sec BETWEEN 1 AND ?)"
            values.append(.integer(draft.waves.reach.second))
        } else if let status = filter.status {
            sql += " AND status = ?"
            values.append(.text(status.rawValue))
        }
        if let account = filter.account {
            sql += " AND account = ?"
            values.append(.blob(account.bytes))
        }
        if let chainID = filter.chainID {
            sql += " AND chain_id = ?"
            values.append(.integer(Int64(bitPattern: chainID)))
        }
        return (sql, values)
    }
}
