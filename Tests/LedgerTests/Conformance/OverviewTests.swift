import SessionKeys
import Testing
import TestSupport

@Suite("The overview") struct OverviewTests {
    @Test(arguments: Backend.allCases)
    func `of an empty ledger counts nothing`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let overview = clerk.ledger.overview
            #expect(overview.sessions == [.active: 0, .expired: 0, .exhausted: 0, .revoked: 0])
            #expect(overview.openReservations == 0 && overview.lastEvent == 0 && overview.nextExpirySec == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `counts what a search would find`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let holder = try clerk.create(.make(account: .make(70)))
            let open = try clerk.reserve(.transfer(1), within: holder)
            _ = try clerk.reserve(.transfer(2), within: holder)
            _ = try clerk.settle(clerk.reserve(.transfer(3), within: holder), as: .dropped)
            _ = try clerk.authorize(.transfer(1000), within: clerk.create(), settle: true)
            _ = try clerk.create(.make(account: .make(70), expirySec: FakeClock.startSec + 20))
            _ = try clerk.create(.make(account: .make(70), expirySec: FakeClock.startSec + 10))
            _ = try clerk.create()
            _ = try clerk.create()
            _ = try clerk.revoke(.account(.account))
            #expect(clerk.ledger.overview.nextExpirySec == FakeClock.startSec + 10)
            clerk.pass(seconds: 10)
            try clerk.maintain()

            let overview = clerk.ledger.overview
            #expect(overview.sessions == [.active: 2, .expired: 1, .exhausted: 1, .revoked: 2])
            #expect(overview.openReservations == 2)
            #expect(overview.nextExpirySec == FakeClock.startSec + 20)
            #expect(overview.lastEvent == (try clerk.events().last?.sequence))

            _ = try clerk.settle(open, as: .reverted)
            clerk.pass(seconds: 3600)
            try clerk.maintain()
            #expect(clerk.ledger.overview.openReservations == 0)
            #expect(clerk.ledger.overview.sessions[.active] == 1)
            #expect(clerk.ledger.overview.nextExpirySec == nil)
        }
    }
}
