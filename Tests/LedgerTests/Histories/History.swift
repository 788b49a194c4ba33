import SessionKeys
import TestSupport

/// Writes a random history step by step: what comes next depends on what came of the steps before.
struct History {
    private(set) var steps: [Step] = []
    private(set) var authorizations: [AuthorizationID] = []
    private var sessions: [SessionID] = []
    private var random: Randomness
    private var clock = FakeClock()
    private var doubts = 0
    private var lastFresh: UInt64 = 0

    init(generator: SeededGenerator) { random = Randomness(generator: generator) }

    /// Whether something rare is to happen now.
    mutating func chance(oneIn count: Int) -> Bool { random.oneIn(count) }

    /// The next step.
    mutating func next() -> Step {
        clock.pass(seconds: random.oneIn(60) ? random.number(100...1500) : random.number(0...5))
        doubts = random.oneIn(150) ? 5 : max(0, doubts - 1)
        let moment = Moment(clock.reading.wall, isCertain: doubts == 0)
        let step: Step
        if random.oneIn(4) {
            step = .maintain(
                limit: random.oneIn(2) ? 1000 : Int(random.number(1...3)), at: moment, clock: clock.reading)
        } else {
            let requests = (0...random.number(0...4)).flatMap { _ in self.requests(at: moment) }
            step = .commit(requests, at: moment, clock: clock.reading)
        }
        steps.append(step)
        return step
    }

    /// Remembers what the step brought into being.
    mutating func learn(from answered: AnsweredBatch) {
        for case .success(let answer) in answered.answers {
            switch answer {
            case .created(let id, _, _): sessions.append(id)
            case .authorized(let authorization, _): authorizations.append(authorization.id)
            default: break
            }
        }
    }

    private mutating func fresh() -> UInt64 {
        lastFresh += 1
        return lastFresh
    }

    private mutating func requests(at moment: Moment) -> [Request] {
        switch random.number(1...100) {
        case 1...5: [creation(at: moment)]
        case 6...65: attempt()
        case 66...88: [settlement()]
        case 89: [revocation()]
        default: [.read(query())]
        }
    }

    /// The newest sessions more often than the others; sometimes one that is not there.
    private mutating func session() -> SessionID {
        guard !sessions.isEmpty, !random.oneIn(100) else { return SessionID(0) }
        return random.pick(random.oneIn(4) ? sessions[...] : sessions.suffix(3))
    }

    private mutating func creation(at moment: Moment) -> Request {
        // Once in a while an id that is taken: a write that cannot be made.
        let id = !sessions.isEmpty && random.oneIn(4) ? random.pick(sessions) : SessionID(UInt128(fresh()))
        return .create(.make(random.definition(at: moment.now), key: random.name(30), freshID: id))
    }

    /// A check, and at once the request that it foretells.
    private mutating func attempt() -> [Request] {
        let (id, operation) = (session(), random.operation())
        let request = AuthorizeRequest.make(
            operation, within: id, named: random.name(25), settle: random.oneIn(4), freshNonce: fresh())
        return [.check(session: id, operation), .authorize(request)]
    }

    private mutating func settlement() -> Request {
        let recent = authorizations.suffix(random.oneIn(5) ? 100 : 5)
        let unknown = AuthorizationID(number: UInt64(random.number(0...30)), nonce: 0)
        return .settle(
            SettleRequest(
                authorization: recent.isEmpty || random.oneIn(50) ? unknown : random.pick(recent),
                outcome: random.pick(Settlement.Outcome.allCases),
                actualGasUsed: random.oneIn(2) ? nil : random.amount(0...10)))
    }

    private mutating func revocation() -> Request {
        .revoke(RevokeRequest(random.oneIn(4) ? .account(.make(9)) : .session(session()), reason: random.name(2)))
    }

    private mutating func query() -> Query {
        let page = PageRequest(limit: Int(random.number(1...5)), before: random.oneIn(2) ? nil : random.number(1...50))
        switch random.number(1...4) {
        case 1: return .session(session())
        case 2: return .authorizations(session(), page)
        case 3: return .events(after: random.number(0...500), session: random.oneIn(2) ? nil : session(), limit: 7)
        default:
            var filter = SessionFilter()
            filter.status = random.oneIn(2) ? nil : random.pick(SessionStatus.allCases)
            filter.account = random.oneIn(2) ? nil : .account
            filter.chainID = random.oneIn(2) ? nil : .max
            return .sessions(filter, page)
        }
    }
}
