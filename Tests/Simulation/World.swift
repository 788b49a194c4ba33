import SessionKeys
import TestSupport

/// One run of everything that follows from one seed: clients, a network that loses, doubles and shuffles, a daemon that
/// dies, a disk that was not done yet, and clocks that jump.
struct World {
    /// A question on its way, or its answer.
    struct Letter {
        let shopper: Int
        let number: Int
        let errand: Errand
        var answer: Answer?
    }

    /// What did not hold, and when.
    struct Contradiction: Error, CustomStringConvertible {
        let seed: UInt64
        let step: Int
        let what: String

        var description: String { "seed \(seed), step \(step): \(what)" }
    }

    static var rules: LedgerRules {
        var rules = LedgerRules()
        (rules.reservationSec, rules.reservationLimit, rules.expiryMarginSec) = (300, 5, 3)
        rules.expiriesTogether = 3
        return rules
    }

    var random: SeededGenerator
    let clock = FakeClock()
    var timekeeper = Timekeeper(highest: nil, longestStep: Watch.longestStep)
    var ledger = MemoryLedger(rules: World.rules)
    var model = Model(rules: World.rules)
    var watch = Watch()
    /// The watch as it was when something was last written.
    var keptWatch = Watch()
    var shoppers = (1...3).map(Shopper.init)
    var questions: [Letter] = []
    var answers: [Letter] = []
    /// Everything that became durable, to be told again.
    var told: [Told] = []
    var step = 0
    var fresh: UInt64 = 0
    /// How much went through it.
    var tally = Count()

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// Runs the seed to its end.
    static func run(seed: UInt64, steps: Int) throws -> Count {
        var world = World(seed: seed)
        for _ in 0..<steps {
            world.step += 1
            try world.takeStep()
        }
        try world.settleDown()
        try world.audit()
        return world.tally
    }

    /// Ends the run because something does not hold.
    func require(_ condition: Bool, _ what: @autoclosure () -> String) throws {
        guard condition else { throw Contradiction(seed: random.seed, step: step, what: what()) }
    }

    private mutating func takeStep() throws {
        switch Int.random(in: 1...100, using: &random) {
        case 1...38: ask()
        case 39...45: askAgain()
        case 46...70: try commit(pick(from: \.questions, atMost: 5))
        case 71...85: try deliver()
        case 86...90: try maintain(limit: random.oneIn(3) ? 1 : 256)
        case 91...93: passTime(50...800)
        case 94: stepClock()
        case 95: questions.removeAll { _ in random.oneIn(2) }
        case 96: try crash()
        default: passTime(0...5)
        }
    }

    private mutating func ask() {
        let shopper = Int.random(in: 0..<shoppers.count, using: &random)
        send(shopper, shoppers[shopper].ask(at: clock.reading.wall.seconds, &random))
    }

    mutating func askAgain() {
        for shopper in shoppers.indices {
            for number in shoppers[shopper].waiting.keys.sorted() { send(shopper, number) }
        }
    }

    private mutating func send(_ shopper: Int, _ number: Int) {
        guard let errand = shoppers[shopper].waiting[number], questions.count < 60 else { return }
        repeat {
            questions.append(Letter(shopper: shopper, number: number, errand: errand))
        } while random.oneIn(8)
    }

    /// Letters in any order.
    mutating func pick(from letters: WritableKeyPath<World, [Letter]>, atMost count: Int) -> [Letter] {
        (0..<Int.random(in: 1...count, using: &random)).compactMap { _ in
            guard let place = self[keyPath: letters].indices.randomElement(using: &random) else { return nil }
            return self[keyPath: letters].remove(at: place)
        }
    }

    private mutating func deliver() throws {
        for letter in pick(from: \.answers, atMost: 6) {
            guard let answer = letter.answer else { continue }
            let contradiction = shoppers[letter.shopper].learn(answer, to: letter.number)
            try require(contradiction == nil, contradiction ?? "")
            tally.answers += 1
        }
    }

    private mutating func passTime(_ range: ClosedRange<Int64>) {
        let seconds = Int64.random(in: range, using: &random)
        clock.pass(seconds: seconds)
        tally.simulatedSec += seconds
    }

    /// Sets the clock by a second, an hour or a year; or starts the machine again.
    private mutating func stepClock() {
        guard !random.oneIn(4) else { return clock.reboot() }
        let step = random.pick([1, 59, 61, 3600, 31_536_000] as [Int64])
        clock.step(seconds: random.oneIn(2) ? step : -step)
        tally.clockSteps += 1
    }

    /// Answers what still waits, on a day without faults.
    private mutating func settleDown() throws {
        for _ in 0..<200 {
            step += 1
            askAgain()
            while !questions.isEmpty { try commit(pick(from: \.questions, atMost: 5), faults: false) }
            while !answers.isEmpty { try deliver() }
            if shoppers.allSatisfy(\.waiting.isEmpty) { return }
        }
        try require(false, "somebody never got an answer")
    }
}
