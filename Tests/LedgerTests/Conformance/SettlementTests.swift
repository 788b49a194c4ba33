import SessionKeys
import Testing
import TestSupport

@Suite struct `Settling a reservation` {
    private static let permissions: [Permission] = [
        .nativeTokenTransfer(allowance: 1000), .erc20TokenTransfer(token: .token, allowance: 500), .gasLimit(90_000),
    ]
    private static let calls = [Call(to: .token, data: CallData.approve(50)[...]), .tokenTransfer(50)]
    private static let operation = Operation(.calls(calls, .make(30_000)))

    @Test(arguments: Backend.allCases)
    func `a success keeps every debit`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(Self.permissions))
            let authorization = try clerk.reserve(Self.operation, within: id)
            clerk.pass(seconds: 5)
            let answer = try clerk.settle(authorization, as: .success)
            let settlement = try answer.settlement()
            #expect(settlement.settledSec == FakeClock.startSec + 5)
            #expect(settlement.debits == authorization.debits)
            #expect(settlement.meters.map(\.numbers) == [[0, 0, 1000], [100, 0, 400], [30_000, 0, 60_000]])
            #expect(try clerk.session(id).readings == settlement.meters)
            #expect(try clerk.session(id).openReservations == 0)
            #expect(try clerk.authorizations(of: id).entries.first?.settlement == settlement)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a reverted operation keeps its gas`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(Self.permissions))
            let settlement = try clerk.settle(clerk.reserve(Self.operation, within: id), as: .reverted).settlement()
            #expect(settlement.debits == [Debit(.gas, 30_000)])
            #expect(try clerk.meters(of: id) == [[0, 0, 1000], [0, 0, 500], [30_000, 0, 60_000]])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a dropped operation gives everything back`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(Self.permissions))
            let settlement = try clerk.settle(clerk.reserve(Self.operation, within: id), as: .dropped).settlement()
            #expect(settlement.debits.isEmpty)
            #expect(try clerk.meters(of: id) == [[0, 0, 1000], [0, 0, 500], [0, 0, 90_000]])
        }
    }

    @Test(arguments: Backend.allCases)
    func `gas goes down to what was used, and never up`(backend: Backend) throws {
        let cases: [(used: Amount, kept: Amount)] = [
            (12_345, 12_345), (30_000, 30_000), (30_001, 30_000), (.maximum, 30_000), (0, 0),
        ]
        try backend.withClerk { clerk in
            for (used, kept) in cases {
                let id = try clerk.create(.make(Self.permissions))
                let authorization = try clerk.reserve(Self.operation, within: id)
                let settlement = try clerk.settle(authorization, as: .success, actualGasUsed: used).settlement()
                #expect(settlement.actualGasUsed == used)
                #expect(settlement.debits.first { $0.kind == .gas }?.amount ?? 0 == kept)
                #expect(try clerk.meters(of: id)[2].prefix(2) == [kept, 0])
                #expect(try clerk.authorizations(of: id).entries.first?.settlement == settlement)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `gas in wei stays at its maximum`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let definition = SessionDefinition.make(
                [.nativeTokenTransfer(allowance: 1000), .gasLimit(1_000_000)], gasLimitUnit: .wei)
            let id = try clerk.create(definition)
            let authorization = try clerk.reserve(.transfer(1, gas: .make(100, maxFeePerGas: 7)), within: id)
            #expect(authorization.debits == [Debit(.native, 1), Debit(.gas, 700)])
            #expect(
                try clerk.settle(authorization, as: .success, actualGasUsed: 5).settlement().debits
                    == authorization.debits)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a reverted operation keeps its gas at the reservation, whatever was used`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(Self.permissions))
            let authorization = try clerk.reserve(Self.operation, within: id)
            let settlement = try clerk.settle(authorization, as: .reverted, actualGasUsed: 1).settlement()
            #expect(settlement.debits == [Debit(.gas, 30_000)])
        }
    }
}

@Suite struct `Settling once` {
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
            #expect(try clerk.settle(authorization, as: .success).denial == .alreadySettled)
            #expect(try clerk.settle(authorization, as: .success, actualGasUsed: 61).denial == .alreadySettled)
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
                AuthorizationID(number: 0, nonce: known.nonce), AuthorizationID(number: 2, nonce: known.nonce),
                AuthorizationID(number: .max, nonce: known.nonce),
            ]
            for guess in guesses {
                let request = SettleRequest(authorization: guess, outcome: .success)
                #expect(try clerk.answer(.settle(request)) == .unknownAuthorization)
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
