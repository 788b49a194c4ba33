import SessionKeys

/// Listings: newest first, page by page. They are not on the hot path, and their statements are compiled when needed.
extension SQLiteStore {
    func read(_ query: Query) throws(LedgerError) -> Answer {
        try flush()
        switch query {
        case .session(let id): return try record(of: id).map(Answer.session) ?? .unknownSession(id)
        case .sessions(let filter, let page): return .sessions(try sessions(filter, page))
        case .authorizations(let id, let page):
            guard let stored = try find(id) else { return .unknownSession(id) }
            return .authorizations(try authorizations(of: stored, page))
        case .events(let after, let id, let limit):
            if let id, try session(id) == nil { return .unknownSession(id) }
            if let fault = draft.overview.fault(ofReadingAfter: after), try isSomeRemoved(after: after, of: id) {
                return .invalid(fault)
            }
            // Chains are not followed into what was removed.
            let after = max(after, draft.overview.firstEvent - 1)
            return .events(try events(after: after, of: id, limit: limit), last: draft.overview.lastEvent)
        }
    }

    private func record(of id: SessionID) throws(LedgerError) -> SessionRecord? {
        guard let session = try session(id) else { return nil }
        let given = try connection.prepare("SELECT permissions_as_given FROM session WHERE id = ?")
            .first({ $0.bind(id) }) { row throws(LedgerError) in row.bytes(0) }
        // The session may be in memory.
        guard let given else { throw LedgerError.corrupt("the row of session \(id) is not found by its id") }
        return SessionRecord(session: session, permissionsAsGiven: given)
    }

    /// How many sessions of other chains the listings of a transaction pass over before each further page has a limit of
    /// its own. A page that looks for a chain may look at every session, and a batch of such pages would keep everybody
    /// waiting.
    private static let passedInAll = 1 << 20

    /// That limit.
    private static let passedByPage = 1024

    private func sessions(_ filter: SessionFilter, _ request: PageRequest) throws(LedgerError) -> Page<ListedSession> {
        let arms = arms(filter)
        let selects = arms.map { "SELECT number, id, chain_id FROM session\($0.index) WHERE number < ?\($0.condition)" }
        let statement = try connection.prepare(selects.joined(separator: " UNION ALL ") + " ORDER BY 1 DESC")
        let given = try connection.prepare("SELECT permissions_as_given FROM session WHERE number = ?")
        var page = PageBuilder<ListedSession>(request)
        var passed = 0
        try statement.forEach({ row in
            for arm in arms {
                row.bind(request.before ?? .max)
                for value in arm.values { row.bind(value) }
            }
        }) { row throws(LedgerError) in
            let (number, id, chain) = (row.integer(0), row.sessionID(1), UInt64(bitPattern: row.integer(2)))
            guard filter.chainID ?? chain == chain else {
                (passed, passedByListings) = (passed + 1, passedByListings + 1)
                guard passed >= Self.passedByPage, passedByListings >= Self.passedInAll else { return true }
                page.finish(before: number)
                return false
            }
            let permissions = try given.first({ $0.bind(number) }) { row throws(LedgerError) in row.bytes(0) }
            return page.add(try listed(id, permissions), number: number)
        }
        return page.page
    }

    private func listed(_ id: SessionID, _ permissionsAsGiven: [UInt8]?) throws(LedgerError) -> ListedSession {
        do throws(LedgerError) {
            guard let session = try session(id), let permissionsAsGiven else { return .damaged(id) }
            return .readable(SessionRecord(session: session, permissionsAsGiven: permissionsAsGiven))
        } catch {
            guard error.mayBeOfOneSession else { throw error }
            return .damaged(id)
        }
    }

    /// Where the sessions of a listing are looked for.
    private struct Arm {
        var index = ""
        var condition = ""
        var values: [Value] = []
    }

    /// Sessions that have ended by a wave may still stand among the active ones: so the expired ones stand in two
    /// places, each of which has an index.
    private func arms(_ filter: SessionFilter) -> [Arm] {
        let reach = draft.waves.reach
        let reached = ExpiryRow.reachedCondition
        let place: [Value] = [.integer(reach.second), .integer(reach.number)]
        var arms: [Arm] =
            switch filter.status {
            case .active: [Arm(condition: " AND status = 'active' AND NOT (\(reached))", values: place)]
            case let status?: [Arm(condition: " AND status = ?", values: [.text(status.rawValue)])]
            // The index by account has them in the order of their numbers only within a status.
            case nil where filter.account != nil:
                SessionStatus.allCases.map { Arm(condition: " AND status = ?", values: [.text($0.rawValue)]) }
            case nil: [Arm()]
            }
        if filter.status == .expired {
            let index = " INDEXED BY session_by_expiry"
            arms.append(Arm(index: index, condition: " AND status = 'active' AND \(reached)", values: place))
        }
        return arms.map { adding(filter, to: $0) }
    }

    private func adding(_ filter: SessionFilter, to arm: Arm) -> Arm {
        var arm = arm
        if let account = filter.account {
            arm.condition += " AND account = ?"
            arm.values.append(.blob(account.bytes))
        }
        return arm
    }
}
