import SessionKeys
import Testing
import TestSupport

@Suite("Settling a reservation") struct SettlementTests {
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
