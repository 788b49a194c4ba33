import SessionKeys
import TestSupport
import Testing

@testable import Service

@Suite("What is decided while a batch is underway") struct OverlapTests {
    @Test func `waits for it from the second on in which what it reserves may run out`() throws {
        let log = StuckLog()
        var configuration = Configuration.defaults
        configuration.reservationTime = .seconds(1)
        try withSteppedDaemon(AheadLedger(log: log), configuration: configuration) { desk in
            defer { log.release() }
            let daemon = desk.daemon
            // The time of a reservation ends with a second, however late in one it began.
            desk.clock.pass(milliseconds: 900)
            daemon.upkeep.observeClock()
            try daemon.upkeep.keepClock(every: 0)
            let (client, connection) = try desk.connect()
            try desk.receive(Wire.request("wallet_createSession", Wire.session()), from: client, over: connection)
            daemon.readMessages()
            daemon.start(&daemon.intake)
            desk.clock.pass(milliseconds: 99)
            daemon.upkeep.observeClock()
            #expect(daemon.commits.isBusy && daemon.mayOverlap([]))
            desk.clock.pass(milliseconds: 1)
            daemon.upkeep.observeClock()
            #expect(daemon.commits.isBusy && !daemon.mayOverlap([]))
        }
    }

    @Test func `waits for the end of an account's sessions, which may take seconds`() throws {
        let log = StuckLog()
        try withSteppedDaemon(AheadLedger(log: log)) { desk in
            defer { log.release() }
            let daemon = desk.daemon
            try daemon.upkeep.keepClock(every: 0)
            let (client, connection) = try desk.connect()
            let account = #"{"account":"\#(Wire.recipient)"}"#
            for (request, mayOverlap) in [
                ("wallet_createSession", Wire.session(), true), ("session_revoke", account, false),
            ]
            .map({ (Wire.request($0.0, $0.1), $0.2) }) {
                try desk.receive(request, from: client, over: connection)
                daemon.overlaps = true
                daemon.readMessages()
                daemon.start(&daemon.intake)
                #expect(daemon.commits.isBusy && daemon.mayOverlap([]) == mayOverlap && daemon.overlaps == mayOverlap)
            }
        }
    }
}
