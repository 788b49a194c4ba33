import SessionKeys
import TestSupport

/// What is looked at once a run is over.
extension World {
    /// Holds the ledger against the clients' books, and against itself told anew.
    func audit() throws {
        for (id, account) in model.accounts {
            guard let session = try session(id) else { return try require(false, "\(id) is gone") }
            try require(account.agrees(with: session), "not \(account), but \(session.readings)")
            for reading in session.readings {
                let debited = reading.spent.adding(reading.reserved)
                try require(debited.map { $0 <= reading.allowance } ?? false, "\(id) is overspent: \(reading)")
            }
            try audit(try authorizations(of: id), of: session)
        }
        try replay()
    }

    /// Every debit that a client was told of is there once, with that amount, and settled as it was told.
    private func audit(_ authorizations: [Authorization], of session: Session) throws {
        var debited = Amounts()
        for shopper in shoppers {
            for (name, told) in shopper.acknowledged where name.session == session.id {
                let found = authorizations.filter { $0.key?.name == name.key }
                try require(found.count == 1 && found[0].id == told.id, "\(name) is there \(found.count) times")
                try require(Amounts(found[0].debits) == told.cost, "\(name) cost \(told.cost): \(found[0].debits)")
                let kept = found[0].settlement.map { Amounts($0.debits) }
                if let promised = shopper.settled[told.id] {
                    try require(
                        kept == promised, "\(told.id) was settled as \(promised), not \(String(describing: kept))")
                }
                debited &+= kept ?? told.cost
            }
        }
        let held = session.readings.reduce(into: Amounts()) {
            $0[$1.kind.lane] += Int($1.spent.low) + Int($1.reserved.low)
        }
        try require(!any(debited .> held), "\(session.id): clients were told of \(debited), it holds \(held)")
    }

    private func authorizations(of id: SessionID) throws -> [Authorization] {
        let query = Query.authorizations(id, PageRequest(limit: .max))
        let answered = try ledger.commit([.read(query)], at: timekeeper.moment, clock: nil)
        guard case .authorizations(let page) = answered.answers.first?.answer else { return [] }
        return page.entries
    }

    /// The same transactions in a new ledger, one request at a time, come to the same events, ids and times included.
    private func replay() throws {
        let second = MemoryLedger(rules: Self.rules)
        var events: [Event] = []
        for told in told {
            switch told {
            case .commit(let requests, let moment, let clock):
                for request in requests { events += try second.commit([request], at: moment, clock: clock).events }
            case .maintain(let limit, let moment, let clock):
                events += try second.maintain(at: moment, clock: clock, limit: limit).events
            }
        }
        var first: [Event] = []
        repeat {
            let query = Query.events(after: Int64(first.count), session: nil, limit: 100)
            let answered = try ledger.commit([.read(query)], at: timekeeper.moment, clock: nil)
            guard case .events(let page, _) = answered.answers.first?.answer, !page.isEmpty else { break }
            first += page
        } while true
        try require(first == events, "told again, \(first.count) events are \(events.count) others")
        try require(second.keptClock == ledger.keptClock, "told again, it is another time")
    }
}
