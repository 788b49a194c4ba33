import Glibc
import TestSupport
import Testing

/// What the daemon does while nobody asks it for anything.
struct DaemonIdleTests {
    // The thread sanitizer has a thread of its own, which wakes up.
    @Test(.enabled(if: Sanitizer.settings["TSAN_OPTIONS"] == nil))
    func `no thread of it runs, also after somebody was in a hurry`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            for _ in 0..<200 { try client.authorize(within: session) }
            #expect(try #require(daemon.changesOfThread) > 0 && daemon.processorSeconds != nil)
            let isAtRest = eventually {
                // A thread that never stops begins no more often than one that never runs.
                let before = (daemon.changesOfThread, daemon.processorSeconds)
                usleep(500_000)
                return (daemon.changesOfThread, daemon.processorSeconds) == before
            }
            #expect(isAtRest, "\(daemon.changesOfThread ?? 0) changes, \(daemon.processorSeconds ?? 0) s")
        }
    }
}
