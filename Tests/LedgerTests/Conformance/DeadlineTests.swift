import SessionKeys
import Testing
import TestSupport

@Suite("What falls due") struct DeadlineTests {
    @Test(arguments: Backend.allCases)
    func `is done in the order in which it fell due`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let late = try clerk.create(.make(expirySec: FakeClock.startSec + 5000))
            let between = try clerk.create(.make(expirySec: FakeClock.startSec + 3601))
            let holder = try clerk.create()
            let first = try clerk.reserve(.transfer(1), within: holder)
            clerk.pass(seconds: 2)
            let second = try clerk.reserve(.transfer(2), within: holder)
            clerk.pass(seconds: 6000)
            let events = try clerk.maintain().events
            #expect(
                events.map(\.body) == [
                    .settled(first.id, debits: [Debit(.native, 1)], outcome: .success),
                    .ended(Ending(.expired, endedSec: FakeClock.startSec + 3601)),
                    .settled(second.id, debits: [Debit(.native, 2)], outcome: .success),
                    .ended(Ending(.expired, endedSec: FakeClock.startSec + 5000)),
                ])
            #expect(events.map(\.session) == [holder, between, holder, late])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a reservation that lapses before the expiry uses the session up`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(expirySec: FakeClock.startSec + 3601))
            _ = try clerk.reserve(.transfer(1000), within: id)
            clerk.pass(seconds: 9000)
            #expect(try clerk.maintain().events.map(\.body.type) == [.authorizationSettled, .sessionExhausted])
            #expect(
                try clerk.session(id).ending == Ending(.exhausted, endedSec: FakeClock.startSec + 3600))
            #expect(try clerk.maintain().nextDeadline == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `at the same second the expiry comes first`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(expirySec: FakeClock.startSec + 3600))
            _ = try clerk.reserve(.transfer(1000), within: id)
            clerk.pass(seconds: 3600)
            #expect(try clerk.maintain().events.map(\.body.type) == [.sessionExpired, .authorizationSettled])
            #expect(try clerk.session(id).ending == Ending(.expired, endedSec: FakeClock.startSec + 3600))
        }
    }

    @Test(arguments: Backend.allCases, 1...7)
    func `is done in bounded steps, in the same order`(backend: Backend, limit: Int) throws {
        try backend.withClerk { clerk in
            for offset: Int64 in [3602, 3600, 3601] {
                let id = try clerk.create(.make(expirySec: FakeClock.startSec + offset))
                _ = try clerk.reserve(.transfer(1), within: id)
                clerk.pass(seconds: 1)
            }
            clerk.pass(seconds: 8000)
            var bodies: [Event.Body] = []
            var steps = 0
            while let deadline = try clerk.ledger.maintain(at: clerk.now, clock: nil, limit: 0).nextDeadline {
                #expect(deadline <= clerk.now.now)
                bodies += try clerk.maintain(limit: limit).events.map(\.body)
                steps += 1
            }
            #expect(steps == (6 + limit - 1) / limit)
            #expect(bodies == (try clerk.events().suffix(6)).map(\.body))
            #expect(
                bodies.map(\.type) == [
                    .sessionExpired, .authorizationSettled, .sessionExpired, .authorizationSettled, .sessionExpired,
                    .authorizationSettled,
                ])
        }
    }

    @Test(arguments: Backend.allCases)
    func `who expires before everything else does so together, beyond a step's limit`(backend: Backend) throws {
        var rules = LedgerRules()
        rules.expiriesTogether = 3
        try backend.withClerk(rules: rules) { clerk in
            let holder = try clerk.create()
            let ids = try (0..<10).map { try clerk.create(.make(expirySec: FakeClock.startSec + 5000 + $0 / 6)) }
            let late = try clerk.create(.make(expirySec: FakeClock.startSec + 6000))
            clerk.pass(seconds: 2000)
            _ = try clerk.reserve(.transfer(1), within: holder)
            clerk.pass(seconds: 8000)
            let steps = try (0..<5).map { _ in try clerk.maintain(limit: 4).events }
            #expect(steps[0].map(\.session) == ids && steps[0].allSatisfy { $0.body.type == .sessionExpired })
            #expect(steps[0].map(\.sequence) == (1...10).map { 13 + $0 })
            #expect(steps[1].map(\.body.type) == [.authorizationSettled, .sessionExpired])
            #expect(steps[1].last?.session == late)
            #expect(steps[2...].joined().isEmpty)
            #expect(try clerk.events().suffix(12) == steps[0] + steps[1])
        }
    }

    @Test(arguments: Backend.allCases)
    func `the next deadline is the earliest of all`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let start = FakeClock.startSec
            let deadline = { (seconds: Int64) in Instant(seconds: start + seconds) }
            #expect(try clerk.commit([]).nextDeadline == nil)
            #expect(try clerk.commit([clerk.creation(of: .make())]).nextDeadline == nil)
            let expiring = clerk.creation(of: .make(expirySec: start + 5000))
            #expect(try clerk.commit([expiring]).nextDeadline == deadline(5000))
            let holder = try clerk.create()
            let reservation = clerk.authorization(of: .transfer(1), within: holder)
            let answered = try clerk.commit([reservation])
            #expect(answered.nextDeadline == deadline(3600))
            #expect(try clerk.maintain().nextDeadline == deadline(3600))
            let authorization = try #require(try clerk.authorizations(of: holder).entries.first)
            _ = try clerk.settle(authorization, as: .success)
            #expect(try clerk.maintain().nextDeadline == deadline(5000))
            _ = try clerk.revoke(.account(.account))
            #expect(try clerk.maintain().nextDeadline == nil)
        }
    }
}
