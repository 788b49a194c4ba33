import SessionKeys
import TestSupport

/// A client with a memory of its own: what it asked for, and what it was told. It knows nothing of crashes but silence.
struct Shopper {
    /// What has no answer yet, by the number of the asking.
    private(set) var waiting: [Int: Errand] = [:]
    /// What it was told that it may spend.
    private(set) var acknowledged: [Payment.Name: Authorized] = [:]
    /// What it was told that stayed.
    private(set) var settled: [AuthorizationID: Amounts] = [:]
    private(set) var sessions: [(id: SessionID, offer: Offer)] = []
    private var unsettled: [AuthorizationID] = []
    private var past: [Payment] = []
    private var asked = 0
    private let name: Int

    /// An authorization as the client wrote it down.
    struct Authorized: Equatable {
        let id: AuthorizationID
        let cost: Amounts
    }

    init(name: Int) { self.name = name }

    /// Thinks of something new to ask for.
    mutating func ask(at second: Int64, _ random: inout SeededGenerator) -> Int {
        asked += 1
        waiting[asked] = errand(at: second, &random)
        return asked
    }

    private mutating func errand(at second: Int64, _ random: inout SeededGenerator) -> Errand {
        guard let session = sessions.suffix(3).randomElement(using: &random), !random.oneIn(25) else {
            return .grant(offer(at: second, &random))
        }
        if random.oneIn(60) { return .revoke(session.id) }
        if !unsettled.isEmpty, random.oneIn(3) {
            let id = unsettled[Int.random(in: 0..<unsettled.count, using: &random)]
            return .settle(
                id, random.pick(Settlement.Outcome.allCases),
                gasUsed: random.oneIn(2) ? nil : Int.random(in: 0...9, using: &random))
        }
        return .pay(payment(within: session.id, session.offer, &random))
    }

    private func offer(at second: Int64, _ random: inout SeededGenerator) -> Offer {
        let kinds = random.pick([Amounts(1, -1, 1), Amounts(-1, 1, 1), Amounts(1, 1, 1)])
        let most = random.oneIn(3) ? 12 : 120
        let drawn = Amounts(
            Int.random(in: 0...most, using: &random), Int.random(in: 0...most, using: &random),
            Int.random(in: 0...(3 * most), using: &random))
        return Offer(
            key: "shopper \(name), session \(asked)", allowances: drawn.replacing(with: kinds, where: kinds .< 0),
            expirySec: random.oneIn(2) ? 0 : second + Int64.random(in: 10...2000, using: &random),
            notBeforeSec: random.oneIn(6) ? second + Int64.random(in: 0...5, using: &random) : 0)
    }

    private mutating func payment(
        within session: SessionID, _ offer: Offer, _ random: inout SeededGenerator
    ) -> Payment {
        if random.oneIn(12), let old = past.randomElement(using: &random) { return old }
        let drawn = Amounts(
            Int.random(in: 0...6, using: &random), Int.random(in: 0...6, using: &random),
            Int.random(in: 0...9, using: &random))
        // Once in a while a name that was used for something else.
        let number = random.oneIn(40) ? Int.random(in: 1...asked, using: &random) : asked
        let payment = Payment(
            name: Payment.Name(session: session, key: "shopper \(name), order \(number)"),
            asked: drawn.replacing(with: -1, where: offer.allowances .< 0), isSponsored: random.oneIn(4),
            settlesAtOnce: random.oneIn(5))
        past.append(payment)
        return payment
    }

    /// Writes down an answer.
    ///
    /// - Returns: what contradicts what it was told before.
    mutating func learn(_ answer: Answer, to number: Int) -> String? {
        guard let errand = waiting.removeValue(forKey: number) else { return nil }
        switch (errand, answer) {
        case (.grant(let offer), .created(let id, _, _)): sessions.append((id, offer))
        case (.pay(let payment), .authorized(let authorization, _)):
            let told = Authorized(id: authorization.id, cost: Amounts(authorization.debits))
            if let before = acknowledged.updateValue(told, forKey: payment.name), before != told {
                return "\(payment.name) was debited twice: \(before), \(told)"
            }
            if !payment.settlesAtOnce { unsettled.append(told.id) }
        case (.settle(let id, _, _), .settled(_, let settlement, _)):
            let kept = Amounts(settlement.debits)
            if let before = settled.updateValue(kept, forKey: id), before != kept {
                return "\(id) was settled twice: \(before), \(kept)"
            }
        default: break
        }
        return nil
    }
}
