internal import SessionKeys

/// The events of the store, oldest first.
extension SQLiteStore {
    func events(after sequence: Int64, of session: SessionID?, limit: Int) throws(LedgerError) -> [Event] {
        let statement = try connection.prepare(Self.selection(ofOneSession: session != nil))
        var values: [Value] = [.integer(sequence)]
        if let session { values.append(.integer(try number(of: session))) }
        var page = EventPage(limit: limit)
        try statement.forEach(values + [.integer(Int64(limit))]) { row throws(LedgerError) in
            page.add(try self.event(in: row))
        }
        return page.events
    }

    static func selection(ofOneSession: Bool) -> String {
        "SELECT sequence, time_ms, type, session, authorization FROM event WHERE sequence > ? "
            + (ofOneSession ? "AND session = ? " : "") + "ORDER BY sequence LIMIT ?"
    }

    private func event(in row: Statement) throws(LedgerError) -> Event {
        let number = row.integer(3)
        let id = try statements.sessionID.first(.integer(number)) { row throws(LedgerError) in
            SessionID(UInt128(bigEndian: row.bytes(0)[...]))
        }
        guard let type = EventType(rawValue: row.text(2)), let id, let session = try session(id) else {
            throw LedgerError.corrupt("the event \(row.integer(0))")
        }
        return Event(
            sequence: row.integer(0), time: Instant(milliseconds: row.integer(1)), session: id,
            body: try body(type, of: session, authorization: row.optionalInteger(4)))
    }

    private func body(
        _ type: EventType, of session: Session, authorization number: Int64?
    ) throws(LedgerError) -> Event.Body {
        switch type {
        case .sessionCreated:
            return .created(account: session.definition.account, chainID: session.definition.chainID)
        case .sessionExpired, .sessionExhausted, .sessionRevoked:
            guard let ending = session.ending else {
                throw LedgerError.corrupt("an ending of the active session \(session.id)")
            }
            return .ended(ending)
        case .authorizationReserved, .authorizationSettled:
            let found = try statements.authorization.first(.optional(number)) { row throws(LedgerError) in
                try AuthorizationRow.authorization(row, of: session)
            }
            guard let found else { throw LedgerError.corrupt("an event of an authorization that is not there") }
            guard type == .authorizationSettled else { return .reserved(found.id, debits: found.debits) }
            guard let settlement = found.settlement else {
                throw LedgerError.corrupt("an event settles \(found.id), which is open")
            }
            return .settled(found.id, debits: settlement.debits, outcome: settlement.outcome)
        }
    }
}
