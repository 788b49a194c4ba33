import SessionKeys
import Testing
import TestSupport

@Suite("Authorizing an operation") struct AuthorizationTests {
    @Test(arguments: Backend.allCases)
    func `what is authorized is reserved`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(
                .nativeTokenTransfer(allowance: 1000), .erc20TokenTransfer(token: .token, allowance: 500),
                .functionsOnAllContracts([.plainTransfer]), .gasLimit(100_000))
            let calls = [
                Call(to: .recipient, value: 10), .tokenTransfer(20), Call(to: .recipient, value: 1), .tokenTransfer(5),
            ]
            let operation = Operation(.calls(calls, .make(30_000)))
            let authorization = try clerk.reserve(operation, within: id, named: "pay")

            #expect(authorization.session == id)
            #expect(authorization.key?.name == "pay")
            #expect(authorization.reservedSec == FakeClock.startSec)
            #expect(authorization.reservedUntilSec == FakeClock.startSec + 3600)
            #expect(authorization.debits == [Debit(.native, 11), Debit(.token(.token), 25), Debit(.gas, 30_000)])
            #expect(authorization.calls == calls.map(\.summary))
            #expect(authorization.settlement == nil)
            #expect(authorization.meters.map(\.numbers) == [[0, 11, 989], [0, 25, 475], [0, 30_000, 70_000]])
            #expect(try clerk.session(id).readings == authorization.meters)
            #expect(try clerk.session(id).openReservations == 1)
            #expect(try clerk.authorizations(of: id).entries == [authorization])
        }
    }

    @Test(arguments: Backend.allCases)
    func `authorizations have the numbers of their events, and the randomness of the request`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let request = AuthorizeRequest.make(.transfer(1), within: id, freshNonce: .max)
            let first = try clerk.answer(.authorize(request)).authorization()
            let second = try clerk.reserve(.transfer(1), within: id)
            #expect(first.id == AuthorizationID(number: 2, nonce: .max))
            #expect(second.id.number == 3)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is settled at once is spent`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let authorization = try clerk.authorize(.transfer(10), within: id, settle: true).authorization()
            #expect(authorization.reservedUntilSec == nil)
            #expect(
                authorization.settlement
                    == Settlement(
                        outcome: .success, actualGasUsed: nil, settledSec: FakeClock.startSec,
                        debits: [Debit(.native, 10)], meters: authorization.meters))
            #expect(try clerk.meters(of: id) == [[10, 0, 990]])
            #expect(try clerk.session(id).openReservations == 0)
            #expect(try clerk.history() == [.sessionCreated, .authorizationSettled])
        }
    }

    @Test(arguments: Backend.allCases)
    func `an equal amount passes, one more does not, and a denial changes nothing`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            #expect(try clerk.authorize(.transfer(1001), within: id, named: "key").denial == .nativeAllowanceExceeded)
            #expect(try clerk.meters(of: id) == [[0, 0, 1000]])
            #expect(try clerk.history() == [.sessionCreated])
            // Denials are not remembered: neither the key nor a number is used up.
            let authorization = try clerk.reserve(.transfer(1000), within: id, named: "key")
            #expect(authorization.id.number == 2)
            #expect(try clerk.authorize(.transfer(1), within: id).denial == .nativeAllowanceExceeded)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a check shows the meters as they would be, and debits nothing`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let (verdict, meters) = try clerk.answer(.check(session: id, .transfer(10))).verdict()
            #expect(verdict.debits == [Debit(.native, 10)])
            #expect(meters.map(\.numbers) == [[0, 10, 990]])
            #expect(try clerk.meters(of: id) == [[0, 0, 1000]])

            let (denied, untouched) = try clerk.answer(.check(session: id, .transfer(2000, chainID: 9))).verdict()
            #expect(denied.reasons.map(\.code) == [.wrongChain, .nativeAllowanceExceeded])
            #expect(denied.debits.isEmpty)
            #expect(untouched.map(\.numbers) == [[0, 0, 1000]])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a session that nobody created is unknown to everything`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = SessionID(99)
            let checked = try clerk.answer(.check(session: id, .transfer(1)))
            #expect(checked == .unknownSession(id))
            #expect(try clerk.authorize(.transfer(1), within: id) == .unknownSession(id))
            #expect(try clerk.revoke(.session(id)) == .unknownSession(id))
            #expect(try clerk.answer(.read(.session(id))) == .unknownSession(id))
            #expect(try clerk.answer(.read(.authorizations(id, PageRequest(limit: 1)))) == .unknownSession(id))
            #expect(try clerk.answer(.read(.events(after: 0, session: id, limit: 1))) == .unknownSession(id))
        }
    }

    @Test(arguments: Backend.allCases)
    func `of very many calls only the first thousand are kept, and the others counted`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.nativeTokenTransfer(allowance: 5000))
            let calls = (0..<1003).map { Call(to: .make(100 + $0), value: 1) }
            let authorization = try clerk.reserve(Operation(.calls(calls, Gas())), within: id)
            #expect(authorization.calls == calls.prefix(1000).map(\.summary))
            #expect(authorization.omittedCalls == 3)
            #expect(authorization.debits == [Debit(.native, 1003)])
            #expect(try clerk.authorizations(of: id).entries == [authorization])
        }
    }

    @Test(arguments: Backend.allCases)
    func `root debits nothing, and what it did is kept`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.root)
            let call = Call(to: .token, value: .maximum, data: CallData.approve(.maximum)[...])
            let authorization = try clerk.reserve(.calls(call), within: id)
            #expect(authorization.debits.isEmpty)
            #expect(try clerk.authorizations(of: id).entries.first?.calls == [call.summary])
        }
    }

    @Test(arguments: Backend.allCases)
    func `new rules count from the next batch on`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(expirySec: FakeClock.startSec + 100))
            clerk.ledger.rules.reservationSec = 60
            #expect(try clerk.reserve(.transfer(1), within: id).reservedUntilSec == FakeClock.startSec + 60)
            clerk.ledger.rules.expiryMarginSec = 100
            #expect(try clerk.authorize(.transfer(1), within: id).denial == .sessionExpired)
        }
    }
}
