import SessionKeys
import Testing
import TestSupport

@Suite struct `The clock that the ledger keeps` {
    @Test(arguments: Backend.allCases)
    func `is kept with whatever a batch or a step of maintenance changes`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let clock = FakeClock()
            #expect(try clerk.ledger.keptClock() == nil)
            let creation = clerk.creation(of: .make(expirySec: FakeClock.startSec + 10))
            _ = try clerk.ledger.commit([creation], at: clerk.now, clock: clock.reading)
            #expect(try clerk.ledger.keptClock() == clock.reading)

            clock.pass(seconds: 10)
            clerk.pass(seconds: 10)
            _ = try clerk.ledger.maintain(at: clerk.now, clock: clock.reading, limit: 10)
            #expect(try clerk.ledger.keptClock() == clock.reading)
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
            #expect(try clerk.ledger.keptClock() == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `is kept by itself when it is told to`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let reading = ClockReading(
                wall: Instant(milliseconds: .max), sinceBoot: .max, boot: .max - 1)
            try clerk.ledger.keep(FakeClock().reading)
            try clerk.ledger.keep(reading)
            #expect(try clerk.ledger.keptClock() == reading)
        }
    }
}

@Suite struct `While the clock is uncertain` {
    private func doubt(_ clerk: Clerk) { clerk.now = Moment(clerk.now.now, isCertain: false) }

    @Test(arguments: Backend.allCases)
    func `nothing is authorized, not even what was before`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            _ = try clerk.reserve(.transfer(1), within: id, named: "pay")
            doubt(clerk)
            #expect(try clerk.authorize(.transfer(1), within: id).denial == .clockUncertain)
            #expect(try clerk.authorize(.transfer(1), within: id, named: "pay").denial == .clockUncertain)
            #expect(
                try clerk.answer(.check(session: id, .transfer(1))).verdict().0.reasons.map(\.code) == [.clockUncertain]
            )
        }
    }

    @Test(arguments: Backend.allCases)
    func `nothing is ended by time`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(expirySec: FakeClock.startSec + 10))
            _ = try clerk.reserve(.transfer(1), within: id)
            clerk.pass(seconds: 9000)
            doubt(clerk)
            #expect(try clerk.maintain() == Maintenance(events: [], nextDeadline: nil))
            #expect(try clerk.session(id).status == .active)
            #expect(clerk.ledger.overview.openReservations == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `settling and revoking go on`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let authorization = try clerk.reserve(.transfer(10), within: id)
            doubt(clerk)
            _ = try clerk.settle(authorization, as: .reverted).settlement()
            #expect(try clerk.meters(of: id) == [[0, 0, 1000]])
            #expect(try clerk.revoke(.session(id)).revokedIDs() == [id])
        }
    }
}
