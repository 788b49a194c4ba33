import SessionKeys
import TestSupport
import Testing

@testable import Service

@Suite("A daemon whose store fails at what it does by itself") struct StoreFailureTests {
    /// Has a client ask for the clock to be confirmed, and gives the connection that is to be answered.
    private func askForConfirmation(_ desk: SteppedDaemon) throws -> Connection {
        let (client, connection) = try desk.connect()
        try desk.receive(Wire.request("daemon_confirmClock"), from: client, over: connection)
        desk.daemon.readMessages()
        return connection
    }

    @Test func `ends in order although a full disk has no room for the time`() throws {
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            ledger.failNext(with: .full("no space left"))
            try desk.daemon.finish()
            #expect(desk.log.records.map(\.kind) == [.stopping, .storeFailed])
            #expect(desk.daemon.telemetry.metrics.storeFailures == 1)
        }
    }

    @Test func `tells that a session was given up, once`() throws {
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            ledger.damage = [.corrupt("a balance")]
            for _ in 0..<2 { try desk.daemon.work() }
            #expect(desk.log.records.map(\.kind) == [.storeFailed])
            #expect(desk.log.records.first?.message.hasSuffix("the store is damaged: a balance") == true)
            #expect(desk.daemon.telemetry.metrics.storeFailures == 1)
        }
    }

    @Test func `tells of every session that was given up`() throws {
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            ledger.damage = [.corrupt("a balance"), .corrupt("another one")]
            try desk.daemon.upkeep.recordDamage()
            #expect(desk.log.records.map { $0.message.suffix(9) } == ["a balance", "other one"])
        }
    }

    @Test func `tells of everything that is passed over`() throws {
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            let damage: [LedgerError] = [.corrupt("a row"), .corrupt("a page")]
            ledger.passedOver = damage
            desk.daemon.upkeep.schedule.ask()
            _ = try desk.daemon.upkeep.maintain()
            #expect(desk.log.records.map(\.message) == damage.map { "\(Upkeep.passedOver): \($0)" })
        }
    }

    @Test func `ends with an error where the time may be lost`() throws {
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            ledger.failNext(with: .mayHaveLostWrites("fsync"))
            #expect(throws: DaemonError.self) { try desk.daemon.finish() }
        }
    }

    @Test func `a confirmed time that is not stored is answered as that, recorded and counted`() throws {
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            // The first failure is that of the commit that asks nothing.
            ledger.failNext(2, with: .full("no space left"))
            let connection = try askForConfirmation(desk)
            _ = try desk.daemon.answer()
            #expect(connection.waiting > 0)
            #expect(desk.log.records.map(\.kind) == [.storeFailed])
            #expect(desk.log.records.first?.fields.contains { $0.field == .socket && $0.value == "control" } == true)
            #expect(desk.daemon.telemetry.metrics.storeFailures == 1 && desk.daemon.telemetry.metrics.storeIsFailing)
        }
    }

    @Test func `tells that the store works again, once`() throws {
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            ledger.failNext(2, with: .full("no space left"))
            _ = try askForConfirmation(desk)
            _ = try desk.daemon.answer()
            // The first one stores the time, which works.
            for _ in 0..<3 { try desk.daemon.upkeep.keepUp() }
            #expect(desk.log.records.map(\.kind) == [.storeFailed, .storeRecovered])
        }
    }

    @Test func `looks whether the store works again though nobody asks anything`() throws {
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            let daemon = desk.daemon
            ledger.failNext(3, with: .full("no space left"))
            _ = try askForConfirmation(desk)
            _ = try daemon.answer()
            // The third failure is that of the time, which is stored now and then.
            try daemon.work()
            #expect(desk.log.records.map(\.kind) == [.storeFailed, .storeFailed] && daemon.hasToLook)
            desk.clock.pass(seconds: 10)
            daemon.upkeep.observeClock()
            for _ in 0..<2 { try daemon.work() }
            #expect(desk.log.records.map(\.kind).last == .storeRecovered && !daemon.hasToLook)
        }
    }

    @Test func `a confirmed time that may be lost ends the daemon before anything is answered`() throws {
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            ledger.failNext(with: .full("no space left"))
            ledger.failNext(with: .mayHaveLostWrites("fsync"))
            let connection = try askForConfirmation(desk)
            #expect(throws: DaemonError.self) { try desk.daemon.answer() }
            #expect(connection.waiting == 0 && connection.unanswered == 1)
        }
    }
}
