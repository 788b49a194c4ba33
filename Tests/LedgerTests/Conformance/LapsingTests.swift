import SessionKeys
import Testing
import TestSupport

@Suite("A reservation that nobody settles") struct LapsingTests {
    @Test(arguments: Backend.allCases)
    func `counts as spent when its time is over, and not a second before`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let authorization = try clerk.reserve(.transfer(10), within: id)
            clerk.now = Moment(Instant(milliseconds: (FakeClock.startSec + 3600) * 1000 - 1))
            #expect(try clerk.maintain().events.isEmpty)
            clerk.now = Moment(Instant(milliseconds: (FakeClock.startSec + 4000) * 1000))
            let events = try clerk.maintain().events
            #expect(
                events.map(\.body) == [.settled(authorization.id, debits: authorization.debits, outcome: .success)])
            #expect(events.map(\.time) == [clerk.now.now])
            let settlement = try clerk.authorizations(of: id).entries.first?.settlement
            #expect(settlement?.settledSec == FakeClock.startSec + 3600)
            #expect(settlement?.outcome == .success)
            #expect(try clerk.meters(of: id) == [[10, 0, 990]])
            #expect(try clerk.session(id).openReservations == 0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `is settled too late as anything but the same success`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let authorization = try clerk.reserve(.transfer(10), within: id)
            clerk.pass(seconds: 3600)
            // Nobody has looked after deadlines yet: the settlement itself finds out.
            let late = try clerk.settle(authorization, as: .dropped)
            #expect(late.denial == .alreadySettled)
            guard case .denied(let reasons, _) = late else {
                Issue.record("\(late)")
                return
            }
            #expect(reasons.first?.message.contains("was not settled before") == true)
            #expect(try clerk.settle(authorization, as: .success, actualGasUsed: 1).denial == .alreadySettled)
            #expect(try clerk.settle(authorization, as: .success).settlement().settledSec == FakeClock.startSec + 3600)
            #expect(try clerk.meters(of: id) == [[10, 0, 990]])
            #expect(try clerk.maintain().events.isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `counts as spent in a session that has ended too`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            _ = try clerk.reserve(.transfer(1000), within: id)
            _ = try clerk.revoke(.session(id))
            clerk.pass(seconds: 3600)
            #expect(try clerk.maintain().events.map(\.body.type) == [.authorizationSettled])
            #expect(try clerk.session(id).status == .revoked)
            #expect(try clerk.meters(of: id) == [[1000, 0, 0]])
        }
    }
}
