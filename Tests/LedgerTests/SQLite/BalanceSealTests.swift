import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("The seal of a balance") struct BalanceSealTests {
    private func seal(_ allowance: Amount, _ spent: Amount, _ reserved: Amount) throws -> Int64 {
        let meter = Meter(kind: .native, permission: 0, allowance: allowance, spent: spent, reserved: reserved)
        return BalanceSeal.seal(of: try #require(meter))
    }

    @Test func `differs with every bit of every amount`() throws {
        let most = Amount.maximum
        var seals: Set<Int64> = [try seal(most, .zero, .zero)]
        for bit in 0..<256 {
            let amount = Amount(high: bit < 128 ? 0 : 1 << (bit - 128), low: bit < 128 ? 1 << bit : 0)
            seals.insert(try seal(amount, .zero, .zero))
            seals.insert(try seal(most, amount, .zero))
            seals.insert(try seal(most, .zero, amount))
        }
        #expect(seals.count == 1 + 3 * 256)
    }
}
