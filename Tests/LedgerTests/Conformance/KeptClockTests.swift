import SessionKeys
import Testing
import TestSupport

@Suite("The clock that the ledger keeps") struct KeptClockTests {
    @Test(arguments: Backend.allCases)
    func `is kept with whatever a batch or a step of maintenance changes`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let clock = FakeClock()
            #expect(clerk.ledger.keptClock == nil)
            let creation = clerk.creation(of: .make(expirySec: FakeClock.startSec + 10))
            _ = try clerk.ledger.commit([creation], at: clerk.now, clock: clock.reading)
            #expect(clerk.ledger.keptClock == clock.reading)

            clock.pass(seconds: 10)
            clerk.pass(seconds: 10)
            _ = try clerk.ledger.maintain(at: clerk.now, clock: clock.reading, limit: 10)
            #expect(clerk.ledger.keptClock == clock.reading)
        }
    }

    @Test(arguments: Backend.allCases)
    func `is left alone where nothing changes`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let clock = FakeClock()
            let id = try clerk.create()
            let idle: [Request] = [
                .read(.session(id)), .check(session: id, .transfer(1)),
                clerk.authorization(of: .transfer(1001), within: id),
            ]
            _ = try clerk.ledger.commit(idle, at: clerk.now, clock: clock.reading)
            _ = try clerk.ledger.maintain(at: clerk.now, clock: clock.reading, limit: 10)
            #expect(clerk.ledger.keptClock == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `is kept by itself when it is told to`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let reading = ClockReading(
                wall: Instant(milliseconds: .max), sinceBoot: .max, boot: .max - 1)
            try clerk.ledger.keep(FakeClock().reading)
            try clerk.ledger.keep(reading)
            #expect(clerk.ledger.keptClock == reading)
        }
    }
}
