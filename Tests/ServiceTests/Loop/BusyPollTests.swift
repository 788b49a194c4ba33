import Descriptors
import Glibc
import Testing

@testable import Service

struct BusyPollTests {
    private let bell: Bell
    private let poller: Poller
    private var busyPoll = BusyPoll()
    private var ready: [Readiness] = []

    init() throws {
        bell = try Bell(waits: false)
        poller = try Poller()
        try poller.add(bell.descriptor, for: .reading, token: 7)
    }

    @Test mutating func `what is there is found, by who expected it as well`() throws {
        bell.ring()
        for _ in 0..<1000 {
            try busyPoll.wait(on: poller, timeoutMilliseconds: nil, into: &ready)
            #expect(ready.map(\.token) == [7])
        }
    }

    @Test mutating func `what does not come is not looked for until it is time`() throws {
        bell.ring()
        for _ in 0..<10 { try busyPoll.wait(on: poller, timeoutMilliseconds: nil, into: &ready) }
        bell.hear()
        let before = processorMilliseconds
        for _ in 0..<2 { try busyPoll.wait(on: poller, timeoutMilliseconds: 500, into: &ready) }
        #expect(ready.isEmpty)
        // Of its own processor time, which a busy machine makes no more.
        #expect(processorMilliseconds - before < 250)
    }

    private var processorMilliseconds: Int {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
