import SessionKeys

/// What must hold of a ledger at every moment.
extension Snapshot {
    /// What does not hold, in words.
    var contradictions: [String] {
        let tally = Tally(events)
        var found = tally.faults
        for (record, authorizations) in zip(sessions, authorizations) {
            let session = record.session
            let account = tally.accounts[session.id] ?? Tally.Account()
            found += Self.contradictions(in: session, account)
            found += Self.contradictions(between: session, authorizations)
        }
        if tally.accounts.count != sessions.count { found.append("\(sessions.count) sessions, other events") }
        return found + overviewContradictions
    }

    private static func contradictions(in session: Session, _ account: Tally.Account) -> [String] {
        var found: [String] = []
        if session.status != account.status { found.append("\(session.id): its events say \(account.status)") }
        if session.openReservations != account.reserved.count {
            found.append("\(session.id): other reservations are open")
        }
        for reading in session.readings {
            let debited = reading.spent.adding(reading.reserved)
            let left = session.ending == nil ? reading.allowance.subtracting(debited ?? .maximum) : .zero
            if debited.map({ $0 > reading.allowance }) ?? true { found.append("\(session.id): overspent, \(reading)") }
            if reading.remaining != left { found.append("\(session.id): does not add up, \(reading)") }
            if reading.spent != account.spent[reading.kind, default: .zero]
                || reading.reserved != account.held(of: reading.kind)
            {
                found.append("\(session.id): its events add up to something else than \(reading)")
            }
        }
        return found
    }

    private static func contradictions(between session: Session, _ authorizations: [Authorization]) -> [String] {
        var found: [String] = []
        let open = authorizations.filter { $0.settlement == nil }
        let kept = authorizations.flatMap { $0.settlement?.debits ?? [] }
        for reading in session.readings {
            let sum = { (debits: [Debit]) in
                debits.filter { $0.kind == reading.kind }.reduce(Amount.zero as Amount?) { $0?.adding($1.amount) }
            }
            if sum(kept) != reading.spent || sum(open.flatMap(\.debits)) != reading.reserved {
                found.append("\(session.id): its authorizations add up to something else than \(reading)")
            }
        }
        let names = authorizations.compactMap { $0.key?.name }
        if Set(names).count != names.count { found.append("\(session.id): a name was debited twice") }
        let contents = authorizations.filter { $0.settlement.map { $0.outcome == .success } ?? true }
            .compactMap { $0.key?.name == nil ? $0.key?.content : nil }
        if Set(contents).count != contents.count { found.append("\(session.id): a user operation was debited twice") }
        return found
    }

    private var overviewContradictions: [String] {
        var counted = Overview()
        for status in SessionStatus.allCases {
            counted.sessions[status] = sessions.count { $0.session.status == status }
        }
        counted.openReservations = authorizations.joined().count { $0.settlement == nil }
        counted.nextExpirySec = sessions.filter { $0.session.ending == nil && $0.session.definition.expirySec > 0 }
            .map(\.session.definition.expirySec).min()
        counted.lastEvent = Int64(events.count)
        return counted == overview ? [] : ["counting gives \(counted), and not \(overview)"]
    }
}
