import SessionKeys
import TestSupport
import Testing

@testable import Service

@Suite("A daemon whose store fails at what it does by itself") struct StoreFailureTests {
    @Test func `ends in order although a full disk has no room for the time`() throws {
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            ledger.failNext(with: .full("no space left"))
            try desk.daemon.finish()
            #expect(desk.log.records.map(\.kind) == [.stopping, .storeFailed])
            #expect(desk.daemon.metrics.storeFailures == 1)
        }
    }

    @Test func `ends with an error where the time may be lost`() throws {
        let ledger = MemoryLedger()
        try withSteppedDaemon(ledger) { desk in
            ledger.failNext(with: .mayHaveLostWrites("fsync"))
            #expect(throws: DaemonError.self) { try desk.daemon.finish() }
        }
    }
}
