import SessionKeys

/// Says beforehand what the ledger has to answer: the rules a second time, in integers, knowing nothing of the first.
struct Model {
    private(set) var accounts: [SessionID: Account] = [:]
    private(set) var holdings: [AuthorizationID: Holding] = [:]
    private(set) var lastEvent: Int64 = 0
    private var payments: [Payment.Name: (payment: Payment, id: AuthorizationID)] = [:]
    private var grants: [String: SessionID] = [:]
    private let rules: LedgerRules

    init(rules: LedgerRules) { self.rules = rules }

    /// Takes in what the ledger answered.
    ///
    /// - Returns: whether it was right.
    mutating func accepts(_ answer: Answer, to errand: Errand, at moment: Moment) -> Bool {
        switch errand {
        case .grant(let offer): accepts(answer, to: offer, at: moment)
        case .pay(let payment): accepts(answer, to: payment, at: moment)
        case .settle(let id, let outcome, let gasUsed): settles(id, outcome, gasUsed, answer, at: moment)
        case .revoke(let id): revokes(id, answer, at: moment)
        }
    }

    private mutating func accepts(_ answer: Answer, to offer: Offer, at moment: Moment) -> Bool {
        let earlier = grants[offer.key]
        if earlier == nil, offer.expirySec > 0, offer.expirySec <= moment.now.seconds {
            if case .invalid = answer { return true } else { return false }
        }
        guard case .created(let id, _, _) = answer else { return false }
        if let earlier { return earlier == id }
        guard accounts[id] == nil else { return false }
        grants[offer.key] = id
        accounts[id] = Account(offer: offer, number: accounts.count)
        lastEvent += 1
        return true
    }

    private mutating func accepts(_ answer: Answer, to payment: Payment, at moment: Moment) -> Bool {
        let session = payment.name.session
        guard var account = accounts[session] else { return answer == .unknownSession(session) }
        let closed = account.closed(at: moment, rules: rules)
        if let earlier = payments[payment.name] {
            if earlier.payment != payment { return answer.denials == [.idempotencyConflict] }
            if let closed { return answer.denials == [closed] }
            if let outcome = holdings[earlier.id]?.outcome, outcome != .success {
                return answer.denials == [.alreadySettled]
            }
            return answer.authorization?.id == earlier.id
        }
        let against = Self.exceeded(payment, account).union(closed.map { [$0] } ?? [])
        if !against.isEmpty { return answer.denials == against }
        if !payment.settlesAtOnce, account.open >= rules.reservationLimit {
            return answer.denials == [.tooManyReservations]
        }
        guard let authorization = answer.authorization, holdings[authorization.id] == nil,
            Amounts(authorization.debits) == payment.cost
        else { return false }
        var holding = Holding(
            session: session, cost: payment.cost,
            untilSec: payment.settlesAtOnce ? nil : moment.now.seconds + rules.reservationSec)
        lastEvent += 1
        if payment.settlesAtOnce {
            (holding.outcome, holding.kept) = (.success, payment.cost)
            account.spent &+= payment.cost
            end(&account, as: .exhausted, if: account.isUsedUp)
        } else {
            account.reserved &+= payment.cost
            account.open += 1
        }
        payments[payment.name] = (payment, authorization.id)
        holdings[authorization.id] = holding
        accounts[session] = account
        return true
    }

    private static func exceeded(_ payment: Payment, _ account: Account) -> Set<DenialCode> {
        let codes: [DenialCode] = [.nativeAllowanceExceeded, .tokenAllowanceExceeded, .gasLimitExceeded]
        return Set((0..<3).filter { payment.cost[$0] > account.remaining[$0] }.map { codes[$0] })
    }

    private mutating func end(_ account: inout Account, as status: SessionStatus, if condition: Bool) {
        guard condition, account.status == .active else { return }
        account.status = status
        lastEvent += 1
    }

    private mutating func revokes(_ id: SessionID, _ answer: Answer, at moment: Moment) -> Bool {
        guard var account = accounts[id] else { return answer == .unknownSession(id) }
        expire(&account, by: moment.now.seconds)
        let isActive = account.status == .active
        end(&account, as: .revoked, if: true)
        accounts[id] = account
        return answer == .revoked(isActive ? [id] : [])
    }

    private mutating func expire(_ account: inout Account, by second: Int64) {
        end(&account, as: .expired, if: account.offer.expirySec > 0 && account.offer.expirySec <= second)
    }
}

extension Model {
    private mutating func settles(
        _ id: AuthorizationID, _ outcome: Settlement.Outcome, _ gasUsed: Int?, _ answer: Answer, at moment: Moment
    ) -> Bool {
        guard let holding = holdings[id] else { return answer == .unknownAuthorization(id) }
        if holding.outcome == nil {
            if let untilSec = holding.untilSec, untilSec <= moment.now.seconds {
                settle(id, .success, nil, at: untilSec)
            } else {
                settle(id, outcome, gasUsed, at: moment.now.seconds)
            }
        }
        guard let settled = holdings[id], settled.outcome == outcome, settled.gasUsed == gasUsed else {
            return answer.denials == [.alreadySettled]
        }
        guard case .settled(let authorization, let settlement, _) = answer else { return false }
        return authorization.id == id && Amounts(settlement.debits) == settled.kept
    }

    private mutating func settle(
        _ id: AuthorizationID, _ outcome: Settlement.Outcome, _ gasUsed: Int?, at second: Int64
    ) {
        guard var holding = holdings[id], var account = accounts[holding.session] else { return }
        expire(&account, by: second)
        switch outcome {
        case .success: holding.kept = Amounts(holding.cost.x, holding.cost.y, min(holding.cost.z, gasUsed ?? .max))
        case .reverted: holding.kept = Amounts(0, 0, holding.cost.z)
        case .dropped: holding.kept = Amounts()
        }
        (holding.outcome, holding.gasUsed) = (outcome, gasUsed)
        account.reserved &-= holding.cost
        account.spent &+= holding.kept
        account.open -= 1
        lastEvent += 1
        end(&account, as: .exhausted, if: account.isUsedUp)
        accounts[holding.session] = account
        holdings[id] = holding
    }

    /// Lets time do what it does: expiries first, of what fell due in the same second.
    mutating func maintain(at moment: Moment, limit: Int) {
        guard moment.isCertain else { return }
        let now = moment.now.seconds
        let expiries = accounts.filter {
            $0.value.status == .active && $0.value.offer.expirySec > 0 && $0.value.offer.expirySec <= now
        }.map { (place: (second: $0.value.offer.expirySec, rank: 0, number: $0.value.number), session: $0.key) }
        let settlements = holdings.filter { $0.value.outcome == nil && $0.value.untilSec.map { $0 <= now } ?? false }
            .map { (place: (second: $0.value.untilSec ?? 0, rank: 1, number: Int($0.key.number)), id: $0.key) }
        let due = (expiries.map(\.place) + settlements.map(\.place)).sorted { $0 < $1 }
        // Enough expiries before everything else are a step by themselves, and more of them where it would hold nothing
        // else.
        let together = due.prefix(32 * limit).prefix { $0.rank == 0 }
        let places = together.count >= rules.expiriesTogether ? together : due.prefix(limit)
        for place in places {
            if let expiry = expiries.first(where: { $0.place == place }) {
                guard var account = accounts[expiry.session] else { continue }
                expire(&account, by: now)
                accounts[expiry.session] = account
            } else if let one = settlements.first(where: { $0.place == place }) {
                settle(one.id, .success, nil, at: place.second)
            }
        }
    }
}

extension Answer {
    /// The codes of a denial; none where it is something else.
    var denials: Set<DenialCode> {
        if case .denied(let reasons, _) = self { Set(reasons.map(\.code)) } else { [] }
    }

    /// The authorization, where it is one.
    var authorization: Authorization? {
        if case .authorized(let authorization, _) = self { authorization } else { nil }
    }
}
