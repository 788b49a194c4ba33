import SessionKeys
import Testing
import TestSupport

/// What is accepted with a warning (rules 1.3).
struct GrantWarningTests {
    private func warnings(
        _ permissions: [Permission], expirySec: Int64 = Sample.now + 60, notBeforeSec: Int64 = 0, marginSec: Int64 = 0
    ) -> [String] {
        let warnings = Sample.definition(permissions, expirySec: expirySec, notBeforeSec: notBeforeSec)
            .warnings(createdSec: Sample.now, expiryMarginSec: marginSec)
        for warning in warnings { #expect(!warning.message.isEmpty) }
        return warnings.map(\.code.rawValue)
    }

    private let native = Permission.nativeTokenTransfer(allowance: 5)
    private let gas = Permission.gasLimit(5)
    private let token = Permission.erc20TokenTransfer(token: Sample.token, allowance: 5)

    @Test func `a limited session needs no warning`() {
        #expect(warnings([token, gas]) == [])
        #expect(warnings([gas, .contractAccess(Sample.listed)]) == [])
        #expect(warnings([gas, native, .functionsOnAllContracts([Selector(0)])]) == [])
    }

    @Test func `no expiry and no gas-limit are worth a warning each`() {
        #expect(warnings([token]) == ["gas_unlimited"])
        #expect(warnings([token, gas], expirySec: 0) == ["no_expiry"])
        #expect(warnings([token], expirySec: 0) == ["gas_unlimited", "no_expiry"])
    }

    @Test func `root is worth a warning`() {
        #expect(warnings([.root]).contains("full_access"))
        #expect(warnings([.root], expirySec: 0).contains("no_expiry"))
    }

    @Test func `native alone is not installable, and beside others reaches only what they list`() {
        #expect(warnings([native, gas]) == ["not_installable"])
        #expect(warnings([native, gas, token]) == ["native_only_to_listed"])
        #expect(warnings([native, gas, .accountFunctions([Sample.swap])]) == ["native_only_to_listed"])
        #expect(warnings([native, gas, .functionsOnAllContracts([Sample.swap])]) == ["native_only_to_listed"])
        #expect(warnings([native, gas, .contractAccess(Sample.listed)]) == ["native_only_to_listed"])
    }

    @Test(arguments: ["a9059cbb", "095ea7b3", "23b872dd"])
    func `a function that moves tokens is worth a warning where no allowance holds it`(digits: String) {
        let functions = [Sample.swap, Sample.selector(digits)]
        let expected = ["tokens_without_allowance"]
        #expect(warnings([gas, .functionsOnAllContracts(functions)]) == expected)
        #expect(warnings([gas, token, .functionsOnAllContracts(functions)]) == expected)
        #expect(warnings([gas, .functionsOnContract(Sample.token, functions)]) == expected)
        #expect(warnings([gas, token, .functionsOnContract(Sample.otherToken, functions)]) == expected)
        #expect(warnings([gas, token, .functionsOnContract(Sample.token, functions)]) == [])
    }

    @Test func `other functions on all contracts need no warning`() {
        #expect(warnings([gas, .functionsOnAllContracts([Sample.swap, Sample.mint])]) == [])
    }

    @Test func `a session that the expiry margin leaves no second can never be used`() {
        let cases: [(expiry: Int64, notBefore: Int64, margin: Int64, isWarned: Bool)] = [
            (61, 0, 60, false), (60, 0, 60, true), (1, 0, 60, true), (1, 0, 0, false), (100, 39, 60, false),
            (100, 40, 60, true), (100, 99, 0, false),
        ]
        for one in cases {
            let notBefore = one.notBefore == 0 ? 0 : Sample.now + one.notBefore
            let codes = warnings(
                [token, gas], expirySec: Sample.now + one.expiry, notBeforeSec: notBefore, marginSec: one.margin)
            #expect(codes == (one.isWarned ? ["expiry_within_margin"] : []), "\(one)")
        }
        #expect(warnings([token, gas], expirySec: 0, marginSec: .max) == ["no_expiry"])
    }
}
