import Testing

@testable import SessionKeys
import TestSupport

/// What stays of a reservation (rules 3.4).
struct SettlementTests {
    private let debits = [Debit(.native, 5), Debit(.token(Sample.token), 7), Debit(.gas, 100)]

    private func kept(
        _ outcome: Settlement.Outcome, used: Amount? = nil, in unit: GasLimitUnit = .gas
    ) -> [Debit] {
        outcome.kept(of: debits, actualGasUsed: used, unit: unit)
    }

    @Test func `after a success everything stays`() {
        #expect(kept(.success) == debits)
        #expect(kept(.success, in: .wei) == debits)
    }

    @Test func `in gas units a success settles gas down to what was used, and never up`() {
        let rest = debits.dropLast()
        #expect(kept(.success, used: 99) == rest + [Debit(.gas, 99)])
        #expect(kept(.success, used: 100) == debits)
        #expect(kept(.success, used: 101) == debits)
        #expect(kept(.success, used: .maximum) == debits)
        #expect(kept(.success, used: 0) == Array(rest))
    }

    @Test func `in wei gas stays at the maximum`() {
        for used: Amount in [0, 1, 99, 100, 101] { #expect(kept(.success, used: used, in: .wei) == debits) }
    }

    @Test func `after a revert only gas stays, as much as was reserved`() {
        for unit in GasLimitUnit.allCases {
            #expect(kept(.reverted, in: unit) == [Debit(.gas, 100)])
            #expect(kept(.reverted, used: 1, in: unit) == [Debit(.gas, 100)])
        }
    }

    @Test func `what was dropped comes back whole`() {
        for unit in GasLimitUnit.allCases {
            #expect(kept(.dropped, in: unit) == [])
            #expect(kept(.dropped, used: 50, in: unit) == [])
        }
    }

    @Test func `no outcome gives a paid operation a debit for gas`() {
        for outcome in Settlement.Outcome.allCases {
            let kept = outcome.kept(of: [Debit(.native, 5)], actualGasUsed: 3, unit: .gas)
            #expect(!kept.contains { $0.kind == .gas })
        }
    }

    @Test func `settling moves what stays to spent, and gives the rest back`() {
        var session = Sample.session([
            .nativeTokenTransfer(allowance: 10), .gasLimit(200),
            .erc20TokenTransfer(token: Sample.token, allowance: 10),
        ])
        session.reserve(debits)
        #expect(session.openReservations == 1)
        #expect(session.readings.map(\.reserved) == [5, 100, 7])
        session.settle(debits, keeping: kept(.success, used: 30))
        #expect(session.openReservations == 0)
        #expect(session.readings.map(\.reserved) == [0, 0, 0])
        #expect(session.readings.map(\.spent) == [5, 30, 7])
        #expect(session.readings.map(\.remaining) == [5, 170, 3])
    }

    @Test func `an ended session keeps its counters and has nothing left`() {
        var session = Sample.session([.nativeTokenTransfer(allowance: 10)])
        session.reserve([Debit(.native, 4)])
        session.end(Ending(.revoked, endedSec: Sample.now))
        #expect(session.readings.map(\.remaining) == [0])
        #expect(session.readings.map(\.reserved) == [4])
        // Its reservations are settled all the same.
        session.settle([Debit(.native, 4)], keeping: [Debit(.native, 4)])
        #expect(session.readings.map(\.spent) == [4])
        #expect(session.status == .revoked)
    }

    @Test func `a stored meter holds no more than its allowance`() {
        #expect(Meter(kind: .native, permission: 0, allowance: 10, spent: 4, reserved: 6)?.remaining == 0)
        #expect(Meter(kind: .native, permission: 0, allowance: 10, spent: 5, reserved: 6) == nil)
        #expect(Meter(kind: .native, permission: 0, allowance: .maximum, spent: .maximum, reserved: 1) == nil)
    }
}
