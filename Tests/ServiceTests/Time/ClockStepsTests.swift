import SessionKeys
import TestSupport
import Testing

@testable import Service

struct ClockStepsTests {
    private let machine = FakeClock()

    private func clock() -> DaemonClock {
        let machine = machine
        return DaemonClock(kept: nil, longestStep: 3_600_000) { machine.reading }
    }

    @Test func `time that passes is no step`() {
        let clock = clock()
        for seconds in [0, 1, 60, 86400] as [Int64] {
            machine.pass(seconds: seconds)
            clock.observe()
        }
        #expect(clock.steps == ClockSteps())
    }

    @Test func `steps count in their direction, whether they are believed or not`() {
        let clock = clock()
        for seconds in [1, -1, 7200, -7200, 5] as [Int64] {
            machine.step(seconds: seconds)
            clock.observe()
        }
        machine.step(seconds: 2)
        clock.confirm { _ in }
        #expect(clock.steps.forward == 4 && clock.steps.backward == 2)
    }

    @Test func `a clock that is slewed while nobody looks makes no step`() {
        var steps = ClockSteps()
        let earlier = machine.reading
        let later = ClockReading(
            wall: Instant(milliseconds: earlier.wall.milliseconds + 86_400_000 + 43_000),
            sinceBoot: earlier.sinceBoot + 86_400_000, boot: earlier.boot)
        steps.count(from: earlier, to: later)
        #expect(steps == ClockSteps())
    }

    @Test func `what came before a boot is not compared`() {
        let clock = clock()
        machine.reboot()
        clock.observe()
        #expect(clock.steps == ClockSteps())
    }
}
