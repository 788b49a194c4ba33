import SessionKeys
import Testing
import TestSupport

@Suite("Settling once") struct RepeatedSettlementTests {
    @Test(arguments: Backend.allCases)
    func `the same again gets the same again, although the session has moved on`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.nativeTokenTransfer(allowance: 1000), .gasLimit(90_000))
            let authorization = try clerk.reserve(.transfer(10, gas: .make(100)), within: id)
            let first = try clerk.settle(authorization, as: .success, actualGasUsed: 60)
            _ = try clerk.reserve(.transfer(500, gas: .make(1)), within: id)
            clerk.pass(seconds: 100)
            let events = try clerk.events()
            #expect(try clerk.settle(authorization, as: .success, actualGasUsed: 60) == first)
            #expect(try clerk.events() == events)
        }
    }

    @Test(arguments: Backend.allCases)
    func `anything else is refused`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.nativeTokenTransfer(allowance: 1000), .gasLimit(90_000))
            let authorization = try clerk.reserve(.transfer(10, gas: .make(100)), within: id)
            _ = try clerk.settle(authorization, as: .success, actualGasUsed: 60).settlement()
            let meters = try clerk.meters(of: id)
            #expect(try clerk.settle(authorization, as: .dropped).denial == .alreadySettled)
            #expect(try clerk.settle(authorization, as: .reverted, actualGasUsed: 60).denial == .alreadySettled)
            for gas in [nil, 61] as [Amount?] {
                let answer = try clerk.settle(authorization, as: .success, actualGasUsed: gas)
                #expect(answer.denial == .alreadySettled)
                // Whoever watches the chain learns what it said before.
                guard case .denied(let reasons, _) = answer else {
                    Issue.record("\(answer)")
                    return
                }
                #expect(reasons.first?.message.hasSuffix(", with actualGasUsed 60") == true, "\(reasons)")
            }
            #expect(try clerk.meters(of: id) == meters)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what was settled at once is settled`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let authorization = try clerk.authorize(.transfer(10), within: id, settle: true).authorization()
            #expect(try clerk.settle(authorization, as: .success).settlement() == authorization.settlement)
            #expect(try clerk.settle(authorization, as: .dropped).denial == .alreadySettled)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an id with the right number and other random bytes is unknown`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let known = try clerk.reserve(.transfer(1), within: clerk.create()).id
            let guesses = [
                AuthorizationID(number: known.number, nonce: known.nonce + 1),
                AuthorizationID(number: 0, nonce: known.nonce),
                AuthorizationID(number: known.number + 1, nonce: known.nonce),
                AuthorizationID(number: .max, nonce: known.nonce),
            ]
            for guess in guesses {
                let request = SettleRequest(authorization: guess, outcome: .success)
                #expect(try clerk.answer(.settle(request)) == .unknownAuthorization(guess))
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `the end of a session does not keep its reservations from being settled`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let dropped = try clerk.reserve(.transfer(300), within: id)
            let executed = try clerk.reserve(.transfer(200), within: id)
            _ = try clerk.revoke(.session(id))
            #expect(try clerk.meters(of: id) == [[0, 500, 0]])
            _ = try clerk.settle(dropped, as: .dropped).settlement()
            #expect(try clerk.meters(of: id) == [[0, 200, 0]])
            #expect(try clerk.settle(executed, as: .success).settlement().meters.map(\.numbers) == [[200, 0, 0]])
            #expect(try clerk.session(id).status == .revoked)
            #expect(
                try clerk.history() == [
                    .sessionCreated, .authorizationReserved, .authorizationReserved, .sessionRevoked,
                    .authorizationSettled, .authorizationSettled,
                ])
        }
    }
}
