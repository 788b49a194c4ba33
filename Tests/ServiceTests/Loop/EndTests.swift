import Descriptors
import TestSupport
import Testing

@testable import Service

@Suite("The end of a daemon") struct EndTests {
    @Test func `waits for readers alone, and for nothing that nobody reads any more`() throws {
        try withSteppedDaemon { desk in
            let daemon = desk.daemon
            var ready: [Readiness] = []
            try daemon.parts.watchdogTimer.start(every: .microseconds(1))
            try daemon.poller.wait(timeoutMilliseconds: Int32(Patience.milliseconds), into: &ready)
            #expect(ready.map(\.token) == [Tokens.watchdog])
            try daemon.finish()
            try daemon.poller.wait(timeoutMilliseconds: 0, into: &ready)
            #expect(ready.isEmpty)
        }
    }
}
