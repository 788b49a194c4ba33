import SessionKeys
import TestSupport

/// The daemon's part: batches, deaths and the disk.
extension World {
    /// What becomes of a batch.
    private enum Fate: CaseIterable {
        case answered, lost, unanswered, diskFull
    }

    /// Looks at the clock, and holds what the timekeeper makes of it against the watch.
    private mutating func moment() throws -> Moment {
        let moment = timekeeper.observe(clock.reading)
        let expected = watch.look(at: clock.reading)
        try require(moment == expected, "the time is \(expected), not \(moment)")
        let kept = keptWatch.highest?.wall
        try require(kept.map { $0 <= moment.now } ?? true, "the time went back to \(moment)")
        guard !moment.isCertain, random.oneIn(4) else { return moment }
        watch.confirm(clock.reading)
        return timekeeper.confirm(clock.reading)
    }

    /// Commits a batch; whatever becomes of it, what the ledger says has to be right.
    mutating func commit(_ letters: [Letter], faults: Bool = true) throws {
        guard !letters.isEmpty else { return }
        let fate = faults && random.oneIn(20) ? random.pick(Fate.allCases) : .answered
        let requests = letters.map { letter in
            fresh += 1
            return letter.errand.request(fresh: fresh)
        }
        let moment = try moment()
        let before = (ledger: ledger.copy(), model: model, watch: keptWatch)
        if fate == .diskFull { ledger.failNext() }
        let answered = try ledger.commit(requests, at: moment, clock: timekeeper.highest)
        tally.requests += requests.count
        guard fate != .diskFull else {
            return try require(answered.answers.allSatisfy { $0.answer == nil }, "a full disk has written")
        }
        for (letter, result) in zip(letters, answered.answers) {
            let isRight = result.answer.map { model.accepts($0, to: letter.errand, at: moment) } ?? false
            try require(isRight, "at \(moment), \(letter.errand): \(result)")
        }
        try follow(answered.events, from: before.model.lastEvent)
        if fate == .lost {
            (ledger, model, keptWatch) = (before.ledger, before.model, before.watch)
        } else {
            told.append(.commit(requests, at: moment, clock: timekeeper.highest))
        }
        guard fate == .answered else { return try crash() }
        for (letter, result) in zip(letters, answered.answers) {
            var letter = letter
            letter.answer = result.answer
            answers.append(letter)
        }
        if let letter = letters.first { try compare(letter.errand) }
    }

    /// Ends and settles what is due.
    @discardableResult
    mutating func maintain(limit: Int) throws -> Int {
        let moment = try moment()
        let before = model.lastEvent
        let done = try ledger.maintain(at: moment, clock: timekeeper.highest, limit: limit)
        model.maintain(at: moment, limit: limit)
        try follow(done.events, from: before)
        told.append(.maintain(limit: limit, at: moment, clock: timekeeper.highest))
        return done.events.count
    }

    /// The events of a transaction: numbered on from the last one, and as many as the model counts.
    private mutating func follow(_ events: [Event], from last: Int64) throws {
        let numbers = events.map(\.sequence)
        try require(numbers == Array((last + 1)..<(last + 1 + Int64(events.count))), "a gap in events: \(numbers)")
        try require(model.lastEvent == last + Int64(events.count), "after \(model.lastEvent) the events are \(events)")
        if !events.isEmpty { keptWatch = watch }
    }

    /// Kills the daemon, and starts it again: letters on their way are gone, and what fell due is ended before it is
    /// ready.
    mutating func crash() throws {
        questions = []
        answers = []
        tally.crashes += 1
        timekeeper = Timekeeper(highest: ledger.keptClock, longestStep: Watch.longestStep)
        watch = keptWatch
        if random.oneIn(3) { clock.reboot() }
        while try maintain(limit: 2) > 0 {}
        for id in model.accounts.keys { try compare(.revoke(id)) }
    }

    /// Holds a session of the ledger against the model's.
    private func compare(_ errand: Errand) throws {
        let id: SessionID
        switch errand {
        case .pay(let payment): id = payment.name.session
        case .revoke(let session): id = session
        case .settle(let authorization, _, _):
            guard let holding = model.holdings[authorization] else { return }
            id = holding.session
        case .grant: return
        }
        guard let account = model.accounts[id] else { return }
        let session = try session(id)
        try require(session.map(account.agrees) ?? false, "not \(account), but \(session?.readings ?? [])")
    }

    /// A session as the ledger tells it.
    func session(_ id: SessionID) throws -> Session? {
        let answered = try ledger.commit([.read(.session(id))], at: timekeeper.moment, clock: nil)
        guard case .session(let record) = answered.answers.first?.answer else { return nil }
        return record.session
    }
}

extension Result {
    /// The success, if it is one.
    var answer: Success? { try? get() }
}
