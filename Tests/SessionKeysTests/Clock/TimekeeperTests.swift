import SessionKeys
import Testing
import TestSupport

/// The believed time (rules 4.3). All times are in minutes.
struct TimekeeperTests {
    private static let hour: Int64 = 3_600_000

    private func reading(_ wall: Int64, since boot: Int64, boot name: UInt128 = 1) -> ClockReading {
        ClockReading(wall: Instant(milliseconds: wall * 60_000), sinceBoot: boot * 60_000, boot: name)
    }

    private func moment(_ wall: Int64, isCertain: Bool = true) -> Moment {
        Moment(Instant(milliseconds: wall * 60_000), isCertain: isCertain)
    }

    private func keeper(at wall: Int64, since boot: Int64) -> Timekeeper {
        var keeper = Timekeeper(highest: nil, longestStep: Self.hour)
        #expect(keeper.observe(reading(wall, since: boot)) == moment(wall))
        return keeper
    }

    @Test func `time goes by as the clocks say`() {
        var keeper = keeper(at: 1000, since: 10)
        #expect(keeper.observe(reading(1001, since: 11)) == moment(1001))
        // A day asleep: the time since boot counts it too.
        #expect(keeper.observe(reading(2441, since: 1451)) == moment(2441))
        #expect(keeper.moment == moment(2441))
        #expect(keeper.highest == reading(2441, since: 1451))
    }

    @Test func `a clock set back stands still until it has caught up`() {
        var keeper = keeper(at: 1000, since: 10)
        #expect(keeper.observe(reading(900, since: 11)) == moment(1000))
        #expect(keeper.observe(reading(999, since: 110)) == moment(1000))
        #expect(keeper.highest == reading(1000, since: 10))
        #expect(keeper.observe(reading(1001, since: 112)) == moment(1001))
    }

    @Test func `a clock set back and forth again is no step`() {
        var keeper = keeper(at: 1000, since: 10)
        #expect(keeper.observe(reading(500, since: 20)) == moment(1000))
        #expect(keeper.observe(reading(1030, since: 40)) == moment(1030))
    }

    @Test func `a step of up to the limit is believed, and one millisecond more is not`() {
        let start = ClockReading(wall: Instant(milliseconds: 1000), sinceBoot: 0, boot: 1)
        for (extra, isCertain) in [(0, true), (1, false)] as [(Int64, Bool)] {
            var keeper = Timekeeper(highest: start, longestStep: Self.hour)
            let wall = Instant(milliseconds: 1000 + 5 + Self.hour + extra)
            let observed = keeper.observe(ClockReading(wall: wall, sinceBoot: 5, boot: 1))
            #expect(observed == Moment(isCertain ? wall : start.wall, isCertain: isCertain))
            let step = keeper.unexplainedStep(of: ClockReading(wall: wall, sinceBoot: 5, boot: 1))
            #expect(step == (isCertain ? 0 : Self.hour + extra))
        }
    }

    @Test func `a step beyond the limit is not believed until the clocks agree again`() {
        var keeper = keeper(at: 1000, since: 10)
        #expect(keeper.observe(reading(5000, since: 11)) == moment(1000, isCertain: false))
        #expect(keeper.observe(reading(5001, since: 12)) == moment(1000, isCertain: false))
        #expect(keeper.highest == reading(1000, since: 10))
        #expect(keeper.unexplainedStep(of: reading(5001, since: 12)) == 3999 * 60_000)
        // Set right again.
        #expect(keeper.observe(reading(1003, since: 13)) == moment(1003))
    }

    @Test func `elapsed time explains a step in the end`() {
        var keeper = keeper(at: 1000, since: 10)
        #expect(keeper.observe(reading(1100, since: 10)) == moment(1000, isCertain: false))
        // The clock did not move on meanwhile.
        #expect(keeper.observe(reading(1100, since: 49)) == moment(1000, isCertain: false))
        #expect(keeper.observe(reading(1100, since: 50)) == moment(1100))
    }

    @Test func `an administrator confirms the new time`() {
        var keeper = keeper(at: 1000, since: 10)
        #expect(keeper.observe(reading(5000, since: 11)) == moment(1000, isCertain: false))
        #expect(keeper.confirm(reading(5001, since: 12)) == moment(5001))
        #expect(keeper.observe(reading(5002, since: 13)) == moment(5002))
        #expect(keeper.unexplainedStep(of: reading(5002, since: 13)) == 0)
    }

    @Test func `a confirmation does not turn the time back`() {
        var keeper = keeper(at: 1000, since: 10)
        #expect(keeper.confirm(reading(900, since: 11)) == moment(1000))
        #expect(keeper.observe(reading(901, since: 12)) == moment(1000))
    }

    @Test func `the highest time survives a restart`() {
        let before = keeper(at: 1000, since: 10)
        var after = Timekeeper(highest: before.highest, longestStep: Self.hour)
        #expect(after.moment == moment(1000))
        #expect(after.observe(reading(900, since: 11)) == moment(1000))
        #expect(after.observe(reading(5000, since: 12)) == moment(1000, isCertain: false))
    }

    @Test func `a new boot has nothing to compare with, and is believed`() {
        var keeper = Timekeeper(highest: reading(1000, since: 10), longestStep: Self.hour)
        #expect(keeper.unexplainedStep(of: reading(9000, since: 1, boot: 2)) == 0)
        #expect(keeper.observe(reading(9000, since: 1, boot: 2)) == moment(9000))
        // From here on there is something to compare with.
        #expect(keeper.observe(reading(9100, since: 2, boot: 2)) == moment(9000, isCertain: false))
    }

    @Test func `a new boot does not turn the time back`() {
        var keeper = Timekeeper(highest: reading(1000, since: 10), longestStep: Self.hour)
        #expect(keeper.observe(reading(0, since: 1, boot: 2)) == moment(1000))
    }

    @Test func `a new boot whose clock is behind has something to compare with from its first reading on`() {
        var keeper = Timekeeper(highest: reading(1000, since: 10), longestStep: Self.hour)
        #expect(keeper.observe(reading(999, since: 1, boot: 2)) == moment(1000))
        #expect(keeper.observe(reading(9000, since: 2, boot: 2)) == moment(1000, isCertain: false))
        // What elapsed since is an explanation.
        #expect(keeper.observe(reading(1030, since: 31, boot: 2)) == moment(1030))
        #expect(keeper.highest == reading(1030, since: 31, boot: 2))
    }

    @Test func `the believed time never goes back, whatever the clocks say`() {
        var generator = SeededGenerator(for: "random clocks")
        var keeper = Timekeeper(highest: nil, longestStep: Self.hour)
        var last = keeper.moment.now
        for round in 0..<5000 {
            let random = reading(
                Int64.random(in: 0...10_000, using: &generator), since: Int64.random(in: 0...10_000, using: &generator),
                boot: UInt128.random(in: 1...3, using: &generator))
            let before = keeper.highest
            let isConfirmed = Int.random(in: 0..<10, using: &generator) == 0
            let moment = isConfirmed ? keeper.confirm(random) : keeper.observe(random)
            #expect(moment.now >= last, "seed \(generator.seed), round \(round)")
            #expect(keeper.moment == moment)
            #expect(keeper.highest?.wall == moment.now || !moment.isCertain || before?.wall == moment.now)
            last = moment.now
        }
    }
}
