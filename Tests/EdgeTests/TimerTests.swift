import Descriptors
import Glibc
import Testing

@Suite struct TimerTests {
    @Test(arguments: [Int64.min, -1, 0, 1, 999, 1_000_000_000_000])
    func `a moment that has passed fires at once, and only once`(moment: Int64) throws {
        let (timer, poller) = try watchedTimer()
        try timer.arm(atUnixMilliseconds: moment)
        #expect(try poller.ready(timeoutMilliseconds: nil).count == 1)
        #expect(try timer.read() == .fired)
        #expect(try timer.read() == .nothing)
        #expect(try poller.ready() == [])
    }

    @Test func `a moment to come is waited for`() throws {
        let (timer, poller) = try watchedTimer()
        let moment = SystemClock.unixMilliseconds() + 30
        try timer.arm(atUnixMilliseconds: moment)
        while try poller.ready(timeoutMilliseconds: nil).isEmpty {}
        #expect(try timer.read() == .fired)
        #expect(SystemClock.unixMilliseconds() >= moment)
    }

    @Test func `nothing happens before the moment`() throws {
        let (timer, poller) = try watchedTimer()
        try timer.arm(atUnixMilliseconds: .max)
        #expect(try timer.read() == .nothing)
        #expect(try poller.ready() == [])
    }

    @Test func `a new moment replaces the old one`() throws {
        let (timer, poller) = try watchedTimer()
        try timer.arm(atUnixMilliseconds: 1)
        try timer.arm(atUnixMilliseconds: SystemClock.unixMilliseconds() + 3_600_000)
        #expect(try poller.ready() == [])
        try timer.arm(atUnixMilliseconds: 1)
        #expect(try poller.ready(timeoutMilliseconds: nil).count == 1)
    }

    @Test func `armed for changes of the clock alone, it does not fire`() throws {
        let (timer, poller) = try watchedTimer()
        try timer.armForClockChanges()
        #expect(try timer.read() == .nothing)
        #expect(try poller.ready() == [])
    }

    @Test func `an interval fires again and again`() throws {
        let timer = try MonotonicTimer()
        let poller = try Poller()
        try poller.add(timer.descriptor, for: .reading, token: 1)
        #expect(try timer.read() == 0)
        try timer.start(every: .milliseconds(2))
        var expirations: UInt64 = 0
        while expirations < 3 {
            _ = try poller.ready(timeoutMilliseconds: nil)
            expirations += try timer.read()
        }
    }

    @Test(arguments: [Duration.zero, .seconds(-1), .nanoseconds(1)])
    func `an interval of nothing still fires`(interval: Duration) throws {
        let timer = try MonotonicTimer()
        let poller = try Poller()
        try poller.add(timer.descriptor, for: .reading, token: 1)
        try timer.start(every: interval)
        #expect(try poller.ready(timeoutMilliseconds: nil).count == 1)
        #expect(try timer.read() > 0)
    }

    private func watchedTimer() throws -> (WallTimer, Poller) {
        let (timer, poller) = (try WallTimer(), try Poller())
        try poller.add(timer.descriptor, for: .reading, token: 1)
        return (timer, poller)
    }
}
