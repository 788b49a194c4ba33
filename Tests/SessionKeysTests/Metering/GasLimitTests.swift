import Testing

@testable import SessionKeys
import TestSupport

/// The gas meter (rules 3.3).
struct GasLimitTests {
    private let call = [Call(to: Sample.listed)]

    private func session(_ limit: Amount, in unit: GasLimitUnit = .gas) -> Session {
        Sample.session([.contractAccess(Sample.listed), .gasLimit(limit)], gasLimitUnit: unit)
    }

    @Test func `the three numbers are summed`() {
        #expect(session(60).decide(call, gas: Sample.gas(10, 20, 30)).taken == [.gas: 60])
        #expect(session(59).judge(call, gas: Sample.gas(10, 20, 30)) == ["gas_limit_exceeded"])
        #expect(session(0).judge(call, gas: Sample.gas(0, 0, 0)) == [])
        // In gas units the price does not matter.
        #expect(session(60).decide(call, gas: Sample.gas(10, 20, 30, fee: 1000)).taken == [.gas: 60])
    }

    @Test func `a number that the sum needs is not missing`() {
        for gas in [Gas(), Sample.gas(nil, 1, 1), Sample.gas(1, nil, 1), Sample.gas(1, 1, nil)] {
            #expect(session(.maximum).judge(call, gas: gas) == ["gas_unspecified"])
            #expect(session(.maximum, in: .wei).judge(call, gas: gas) == ["gas_unspecified"])
        }
        #expect(session(60).judge(call, gas: Sample.gas(10, 20, 30)) == [])
        #expect(session(60, in: .wei).judge(call, gas: Sample.gas(10, 20, 30)) == ["gas_unspecified"])
        // Even where nothing would be counted.
        #expect(session(60, in: .wei).judge(call, gas: Sample.gas(0, 0, 0)) == ["gas_unspecified"])
    }

    @Test func `with a paymaster nothing is debited, and no number is needed`() {
        for unit in GasLimitUnit.allCases {
            let paid = session(5, in: unit).decide(call, gas: Sample.gas(10, 20, 30, paymaster: Sample.paymaster))
            #expect(paid.findings == [])
            #expect(paid.debits == [])
            let bare = Sample.gas(nil, nil, nil, paymaster: Sample.paymaster)
            #expect(session(5, in: unit).judge(call, gas: bare) == [])
        }
    }

    @Test func `in wei the sum is multiplied by the fee`() {
        let gas = Sample.gas(10, 20, 30, fee: 7)
        #expect(session(420, in: .wei).decide(call, gas: gas).taken == [.gas: 420])
        #expect(session(419, in: .wei).judge(call, gas: gas) == ["gas_limit_exceeded"])
        #expect(session(0, in: .wei).judge(call, gas: Sample.gas(10, 20, 30, fee: 0)) == [])
    }

    @Test func `the largest numbers fit into 256 bits`() {
        let largest = Amount(low: (1 << 120) - 1)
        #expect(Gas.largestField == largest)
        let gas = Sample.gas(largest, largest, largest, fee: largest)
        let sum = NaiveNumber(largest) + NaiveNumber(largest) + NaiveNumber(largest)
        #expect(session(.maximum).decide(call, gas: gas).taken == [.gas: sum.amount])
        let product = sum * NaiveNumber(largest)
        #expect(session(.maximum, in: .wei).decide(call, gas: gas).taken == [.gas: product.amount])
    }

    @Test func `numbers that should not have come this far deny`() {
        let gas = Sample.gas(.maximum, 1, 0, fee: .maximum)
        for unit in GasLimitUnit.allCases { #expect(session(.maximum, in: unit).judge(call, gas: gas) != []) }
        let wrapping = Sample.gas(2, 0, 0, fee: .maximum)
        #expect(session(.maximum, in: .wei).judge(call, gas: wrapping) != [])
    }

    @Test func `a session without gas-limit counts no gas`() {
        let session = Sample.session([.contractAccess(Sample.listed)])
        #expect(session.judge(call) == [])
        #expect(session.decide(call, gas: Sample.gas(.maximum, .maximum, .maximum)).debits == [])
    }

    @Test func `a user operation brings its own gas`() {
        let callData = CallData.execute(call[0])
        #expect(session(5).judge(callData: callData) == ["gas_unspecified"])
        #expect(session(5).judge(callData: callData, gas: Sample.gas(1, 2, 3)) == ["gas_limit_exceeded"])
        #expect(session(6).decide(callData: callData, gas: Sample.gas(1, 2, 3)).taken == [.gas: 6])
    }
}
