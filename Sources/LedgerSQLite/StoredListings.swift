internal import SessionKeys

/// Listings: newest first, page by page. They are not on the hot path, and their statements are compiled when needed.
extension SQLiteStore {
    func read(_ query: Query) throws(LedgerError) -> Answer {
        try flush()
        switch query {
        case .session(let id): return try record(of: id).map(Answer.session) ?? .unknownSession
        case .sessions(let filter, let page): return .sessions(try sessions(filter, page))
        case .authorizations(let id, let page):
            guard let session = try session(id) else { return .unknownSession }
            return .authorizations(try authorizations(of: session, page))
        case .events(let after, let id, let limit):
            if let id, try session(id) == nil { return .unknownSession }
            return .events(try events(after: after, of: id, limit: limit), last: draft.overview.lastEvent)
        }
    }

    private func record(of id: SessionID) throws(LedgerError) -> SessionRecord? {
        guard let session = try session(id) else { return nil }
        let given = try connection.prepare("SELECT permissions_as_given FROM session WHERE id = ?")
            .first(.blob(id.bytes)) { row throws(LedgerError) in row.bytes(0) }
        return given.map { SessionRecord(session: session, permissionsAsGiven: $0) }
    }

    private func sessions(_ filter: SessionFilter, _ page: PageRequest) throws(LedgerError) -> Page<SessionRecord> {
        let (condition, values) = Self.condition(filter)
        let statement = try connection.prepare(
            "SELECT number, id, permissions_as_given FROM session WHERE number < ?\(condition) ORDER BY number DESC")
        return try collect(page, from: statement, values) { row throws(LedgerError) in
            guard let session = try self.session(SessionID(UInt128(bigEndian: row.bytes(1)[...]))) else {
                throw LedgerError.corrupt("a session vanished while it was listed")
            }
            let record = SessionRecord(session: session, permissionsAsGiven: row.bytes(2))
            // Roughly what the entry takes as JSON.
            return (record, 700 + record.permissionsAsGiven.count + 400 * session.meters.count)
        }
    }

    private static func condition(_ filter: SessionFilter) -> (sql: String, values: [Value]) {
        var sql = ""
        var values: [Value] = []
        if let status = filter.status {
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

    private func authorizations(of session: Session, _ page: PageRequest) throws(LedgerError) -> Page<Authorization> {
        let statement = try connection.prepare(
            "SELECT \(AuthorizationRow.columns) FROM authorization WHERE number < ? AND session = ? ORDER BY number DESC"
        )
        return try collect(page, from: statement, [.integer(try number(of: session.id))]) { row throws(LedgerError) in
            let authorization = try AuthorizationRow.authorization(row, of: session)
            return (authorization, 500 + 150 * (authorization.calls.count + authorization.debits.count))
        }
    }

    /// Collects entries until the page is full, by count or by size. The first column is the entry's number.
    private func collect<Entry>(
        _ page: PageRequest, from statement: Statement, _ values: [Value],
        read: (Statement) throws(LedgerError) -> (entry: Entry, bytes: Int)
    ) throws(LedgerError) -> Page<Entry> {
        var entries: [Entry] = []
        var bytes = 0
        var last: Int64?
        var hasMore = false
        try statement.forEach([.integer(page.before ?? .max)] + values) { row throws(LedgerError) in
            let (entry, size) = try read(row)
            bytes += size
            guard entries.count < page.limit, entries.isEmpty || bytes <= page.byteLimit else {
                hasMore = true
                return false
            }
            entries.append(entry)
            last = row.integer(0)
            return true
        }
        return Page(entries: entries, next: hasMore ? last : nil)
    }
}
