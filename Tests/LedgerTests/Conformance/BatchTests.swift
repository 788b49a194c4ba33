import SessionKeys
import Testing
import TestSupport

@Suite("A batch") struct BatchTests {
    @Test(arguments: Backend.allCases)
    func `each request sees what the ones before it left`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = SessionID(1 << 100)
            let answered = try clerk.commit([
                .check(session: id, .transfer(1)),
                .create(.make(freshID: id)),
                clerk.authorization(of: .transfer(600), within: id, named: "a"),
                clerk.authorization(of: .transfer(600), within: id, named: "b"),
                .check(session: id, .transfer(400)),
                clerk.authorization(of: .transfer(600), within: id, named: "a"),
                clerk.authorization(of: .transfer(400), within: id, settle: true),
                .read(.session(id)),
                .read(.events(after: 0, session: id, limit: 10)),
                .revoke(RevokeRequest(.account(.account))),
                clerk.authorization(of: .transfer(0), within: id),
            ])
            let answers = try answered.answers.map { try $0.get() }
            #expect(answers[0] == .unknownSession(id))
            #expect(try answers[1].createdID() == id)
            let first = try answers[2].authorization()
            #expect(answers[3].denial == .nativeAllowanceExceeded)
            #expect(try answers[4].verdict().1.map(\.numbers) == [[0, 1000, 0]])
            #expect(try answers[5].authorization() == first)
            #expect(try answers[6].authorization().meters.map(\.numbers) == [[400, 600, 0]])
            guard case .session(let record) = answers[7], case .events(let events, let last) = answers[8] else {
                Issue.record("no session, or no events, in \(answers)")
                return
            }
            #expect(record.session.readings.map(\.numbers) == [[400, 600, 0]])
            #expect(events.count == 3 && last == 3)
            #expect(try answers[9].revokedIDs() == [id])
            #expect(answers[10].denial == .sessionRevoked)
            #expect(answered.events == (try clerk.events()))
            #expect(answered.events.count == 4)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a reservation is settled in the batch that made it`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let settlement = SettleRequest(
                authorization: AuthorizationID(number: 2, nonce: 8), outcome: .success, actualGasUsed: 3)
            let answered = try clerk.commit([
                .authorize(.make(.transfer(1000), within: id, freshNonce: 8)), .settle(settlement), .settle(settlement),
            ])
            #expect(try answered.answers[1].get().settlement().settledSec == FakeClock.startSec)
            #expect(try answered.answers[2].get() == answered.answers[1].get())
            #expect(try clerk.session(id).status == .exhausted)
            #expect(answered.events == (try clerk.events(after: 1)))
        }
    }

    @Test(arguments: Backend.allCases)
    func `one write that cannot be made costs only its own answer`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let answered = try clerk.commit([
                clerk.authorization(of: .transfer(600), within: id, named: "a"),
                .create(.make(freshID: id)),
                clerk.authorization(of: .transfer(600), within: id, named: "b"),
                clerk.authorization(of: .transfer(400), within: id, named: "c"),
            ])
            #expect(try answered.answers[0].get().authorization().id.number == 2)
            guard case .failure(.corrupt) = answered.answers[1] else {
                Issue.record("an id was given twice: \(answered.answers[1])")
                return
            }
            #expect(try answered.answers[2].get().denial == .nativeAllowanceExceeded)
            #expect(try answered.answers[3].get().authorization().id.number == 3)
            #expect(try clerk.meters(of: id) == [[0, 1000, 0]])
            #expect(answered.events.map(\.sequence) == [2, 3])
            #expect(answered.nextDeadline == Instant(seconds: FakeClock.startSec + 3600))
            #expect(answered.events == (try clerk.events(after: 1)))
            #expect(clerk.ledger.overview.sessions[.active] == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what was seen in a batch that is taken back is not believed`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let fresh = SessionID(1 << 90)
            let answered = try clerk.commit([
                clerk.authorization(of: .transfer(600), within: id), .read(.session(id)),
                .create(.make(freshID: fresh)), .read(.session(fresh)), .create(.make(freshID: id)),
            ])
            #expect(try answered.answers[0].get().authorization().meters.map(\.numbers) == [[0, 600, 400]])
            #expect(try answered.answers[2].get().createdID() == fresh)
            #expect(try clerk.meters(of: id) == [[0, 600, 400]])
            #expect(try clerk.session(id).openReservations == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a batch of one that fails changes nothing, and the next deadline is still told`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(expirySec: FakeClock.startSec + 60))
            let overview = clerk.ledger.overview
            let answered = try clerk.commit([.create(.make(freshID: id))])
            #expect(throws: LedgerError.self) { try answered.answers[0].get() }
            #expect(answered.events.isEmpty)
            #expect(answered.nextDeadline == Instant(seconds: FakeClock.startSec + 60))
            #expect(clerk.ledger.overview == overview)
            #expect(try clerk.history() == [.sessionCreated])
        }
    }

    @Test(arguments: Backend.allCases)
    func `nothing asked, nothing answered`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let answered = try clerk.commit([])
            #expect(answered == AnsweredBatch(answers: [], events: [], nextDeadline: nil))
        }
    }
}
