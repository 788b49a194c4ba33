import SessionKeys
import Testing
import TestSupport

@Suite("While the clock is uncertain") struct UncertainClockTests {
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
