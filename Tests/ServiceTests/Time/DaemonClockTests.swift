import SessionKeys
import TestSupport
import Testing

@testable import Service

struct DaemonClockTests {
    private let machine = FakeClock()

    private func clock(kept: ClockReading? = nil) -> DaemonClock {
        let machine = machine
        return DaemonClock(kept: kept, longestStep: 3_600_000) { machine.reading }
    }

    @Test func `time stands still until it is looked at`() {
        let clock = clock()
        let first = clock.moment
        machine.pass(seconds: 5)
        #expect(clock.moment == first)
        #expect(clock.observe().now.seconds == first.now.seconds + 5)
    }

    @Test func `a clock set back stands still, and one set forwards far is not believed`() {
        let clock = clock()
        let first = clock.moment.now
        machine.step(seconds: -100)
        #expect(clock.observe() == Moment(first))
        machine.step(seconds: 100 + 3601)
        #expect(clock.observe() == Moment(first, isCertain: false))
        #expect(clock.unexplainedStep == 3_601_000)
        machine.step(seconds: -3601)
        #expect(clock.observe().isCertain)
    }

    @Test func `a confirmed clock is believed from then on`() {
        let clock = clock()
        machine.step(seconds: 100_000)
        clock.observe()
        clock.confirm { _ in }
        #expect(clock.moment == Moment(machine.reading.wall))
        #expect(clock.highest == machine.reading)
        #expect(clock.unexplainedStep == 0)
    }

    @Test func `a confirmation that cannot be kept changes nothing`() {
        struct Full: Error {}
        let clock = clock()
        let first = clock.moment.now
        machine.step(seconds: 100_000)
        clock.observe()
        #expect(throws: Full.self) { try clock.confirm { _ throws(Full) in throw Full() } }
        #expect(clock.moment == Moment(first, isCertain: false))
        #expect(clock.observe() == Moment(first, isCertain: false))
        #expect(clock.highest?.wall == first)
    }

    @Test func `what the ledger kept is where time goes on`() {
        let kept = machine.reading
        machine.step(seconds: -50)
        #expect(clock(kept: kept).moment == Moment(kept.wall))
        #expect(clock(kept: kept).millisecondsBehind == 50_000)
        machine.step(seconds: 50 + 7200)
        #expect(!clock(kept: kept).moment.isCertain)
        machine.reboot()
        #expect(clock(kept: kept).moment == Moment(machine.reading.wall))
    }

    @Test func `a longer step may be allowed while it runs`() {
        let clock = clock()
        machine.step(seconds: 7200)
        #expect(!clock.observe().isCertain && clock.millisecondsBehind == 0)
        clock.longestStep = 7_200_000
        #expect(clock.observe() == Moment(machine.reading.wall))
    }
}
