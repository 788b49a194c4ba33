import Descriptors
import Glibc
import Testing

/// Sets the clock of the whole machine, by less than a microsecond: only on request, `STEP_CLOCK=1`, and only as root.
@Suite(.serialized, .enabled(if: unsafe getenv("STEP_CLOCK") != nil && geteuid() == 0))
struct ClockStepTests {
    @Test func `a clock that is set is told once`() throws {
        let timer = try WallTimer()
        try timer.armForClockChanges()
        try stepClock()
        #expect(try timer.read() == .clockChanged)
        #expect(try timer.read() == .nothing)
    }

    @Test func `a clock that is set wakes whoever waits for a moment far away`() throws {
        let timer = try WallTimer()
        let poller = try Poller()
        try poller.add(timer.descriptor, for: .reading, token: 1)
        try timer.arm(atUnixMilliseconds: SystemClock.unixMilliseconds() + 3_600_000)
        try stepClock()
        #expect(try poller.ready(timeoutMilliseconds: nil).count == 1)
        #expect(try timer.read() == .clockChanged)
    }

    @Test func `arming again before the news was read does not lose it`() throws {
        let timer = try WallTimer()
        let poller = try Poller()
        try poller.add(timer.descriptor, for: .reading, token: 1)
        try timer.armForClockChanges()
        try stepClock()
        try timer.arm(atUnixMilliseconds: SystemClock.unixMilliseconds() + 3_600_000)
        #expect(try poller.ready(timeoutMilliseconds: nil).count == 1)
        #expect(try timer.read() == .clockChanged)
        try timer.armForClockChanges()
        try stepClock()
        #expect(try timer.read() == .clockChanged)
    }

    private func stepClock() throws {
        var now = timespec()
        try SystemCall.perform("read the clock") { unsafe clock_gettime(CLOCK_REALTIME, &now) }
        try SystemCall.perform("set the clock") { unsafe clock_settime(CLOCK_REALTIME, &now) }
    }
}
