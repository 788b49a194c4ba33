import Descriptors
import SessionKeys
import TestSupport
import Testing

@testable import Service

struct ScheduleTests {
    private let timer: WallTimer
    private var schedule: Schedule
    private let now = Moment(Instant(milliseconds: SystemClock.unixMilliseconds()))

    init() throws {
        timer = try WallTimer()
        schedule = Schedule(timer: timer)
    }

    @Test mutating func `a deadline is due from its millisecond on, unless the time is not believed`() {
        #expect(!schedule.isDue(at: now))
        schedule.next = now.now
        #expect(schedule.isDue(at: now))
        #expect(!schedule.isDue(at: Moment(Instant(milliseconds: now.now.milliseconds - 1))))
        #expect(!schedule.isDue(at: Moment(now.now, isCertain: false)))
    }

    @Test mutating func `history is removed at its moment, by believed time, after what is due`() throws {
        #expect(!schedule.isRemovalDue(at: now))
        schedule.nextRemoval = now.now
        #expect(schedule.isRemovalDue(at: now))
        #expect(!schedule.isRemovalDue(at: Moment(Instant(milliseconds: now.now.milliseconds - 1))))
        #expect(!schedule.isRemovalDue(at: Moment(now.now, isCertain: false)))
        schedule.next = Instant(milliseconds: now.now.milliseconds + 1_000_000_000)
        try schedule.arm(isCertain: true)
        #expect(try fires())
        schedule.ask()
        #expect(!schedule.isRemovalDue(at: now))
    }

    @Test mutating func `a later posting does not postpone an earlier one`() {
        #expect(!schedule.isPostingDue(at: now))
        schedule.beginPosting(at: now.now)
        schedule.beginPosting(at: Instant(milliseconds: now.now.milliseconds + 250))
        #expect(schedule.isPostingDue(at: now))
    }

    @Test mutating func `what could not be done is tried again later, and the rest goes on meanwhile`() throws {
        let later = Instant(milliseconds: now.now.milliseconds + 1_000_000_000)
        (schedule.next, schedule.retryAt, schedule.nextPosting) = (now.now, later, now.now)
        #expect(!schedule.isDue(at: now) && schedule.isPostingDue(at: now))
        #expect(schedule.isDue(at: Moment(later)))
        schedule.nextPosting = nil
        try schedule.arm(isCertain: true)
        #expect(try timer.read() == .nothing)
    }

    @Test mutating func `the ledger is asked at once after ask()`() {
        schedule.ask()
        #expect(schedule.isDue(at: now))
    }

    @Test mutating func `a store that cannot write is let alone for a while`() throws {
        schedule.ask()
        schedule.pause(milliseconds: 3_600_000)
        #expect(schedule.pauseMilliseconds.map { $0 > 0 && $0 <= 3_600_000 } == true)
        #expect(!schedule.isDue(at: now))
        try schedule.arm(isCertain: true)
        #expect(try timer.read() == .nothing)
    }

    @Test mutating func `the timer fires for a deadline that has come`() throws {
        schedule.next = Instant(milliseconds: now.now.milliseconds - 1)
        try schedule.arm(isCertain: true)
        #expect(try fires())
    }

    @Test mutating func `unbelieved time and distant deadlines let the timer rest`() throws {
        schedule.next = now.now
        try schedule.arm(isCertain: false)
        #expect(try timer.read() == .nothing)
        schedule.next = Instant(milliseconds: now.now.milliseconds + 1_000_000_000)
        try schedule.arm(isCertain: true)
        #expect(try timer.read() == .nothing)
        schedule.next = now.now
        try schedule.arm(isCertain: true)
        #expect(try fires())
    }

    @Test mutating func `a timer that fired is armed anew for the same deadline`() throws {
        schedule.next = now.now
        try schedule.arm(isCertain: true)
        try wait()
        try schedule.readTimer()
        #expect(try timer.read() == .nothing)
        try schedule.arm(isCertain: true)
        #expect(try fires())
    }

    private func wait() throws {
        let poller = try Poller()
        try poller.add(timer.descriptor, for: .reading, token: 1)
        var ready: [Readiness] = []
        while ready.isEmpty { try poller.wait(timeoutMilliseconds: Int32(Patience.milliseconds), into: &ready) }
    }

    private func fires() throws -> Bool {
        try wait()
        return try timer.read() == .fired
    }
}
