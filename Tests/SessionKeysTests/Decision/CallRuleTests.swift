import Testing

@testable import SessionKeys
import TestSupport

/// Each paragraph of rules 2.4 but those for tokens and for the account itself.
struct CallRuleTests {
    private let native = Permission.nativeTokenTransfer(allowance: 10)
    private let access = Permission.contractAccess(Sample.listed)
    private let onListed = Permission.functionsOnContract(Sample.listed, [Sample.swap])
    private let onAll = Permission.functionsOnAllContracts([Sample.mint])

    private func findings(_ permissions: [Permission], _ call: Call) -> [String] {
        let session = Sample.session(permissions)
        let findings = session.judge([call])
        // The same call means the same in a batch and in callData.
        #expect(session.judge([call, call]).prefix(findings.count) == findings[...])
        #expect(session.judge(callData: CallData.prefix + CallData.execute(call)) == findings)
        return findings
    }

    private func message(_ permissions: [Permission], _ call: Call) -> String? {
        Sample.session(permissions).decide([call]).reasons.first?.message
    }

    @Test func `what a reason says would pass does`() {
        let wildcard = Permission.functionsOnAllContracts([.plainTransfer, Sample.mint])
        let call = Call.naming(.plainTransfer, on: Sample.stranger)
        #expect(
            message([native, wildcard], call)
                == "0x00000000 on \(Sample.stranger); allowed there: \(Sample.mint), and plain transfers, without data")
        #expect(
            message([native, .functionsOnAllContracts([.plainTransfer])], call)
                == "0x00000000 on \(Sample.stranger); allowed there: plain transfers, without data")
        #expect(findings([native, wildcard], Call(to: Sample.stranger)) == [])
        // A contract that is listed for some functions takes no plain transfer.
        let transfer = message([native, onListed], Call(to: Sample.stranger))
        #expect(transfer?.contains("functions-on-contract") == false && transfer?.contains("0x00000000") == true)
        let function = message([onListed], .naming(Sample.mint, on: Sample.stranger))
        #expect(function?.contains("functions-on-contract") == true)
        #expect(message([onAll], Call(to: .zero))?.contains("limits") == false)
    }

    @Test func `c: one to three bytes name no function, wherever they go`() {
        for count in 1...3 {
            let data = Array(repeating: 0 as UInt8, count: count)[...]
            for target in [Sample.listed, Sample.stranger, Sample.token] {
                let permissions = [
                    native, access, .functionsOnAllContracts([Selector(0)]),
                    .erc20TokenTransfer(token: Sample.token, allowance: 1),
                ]
                #expect(findings(permissions, Call(to: target, data: data)) == ["selector_missing 0"])
            }
        }
    }

    @Test func `e: contract-access grants every function and the plain call`() {
        for data: [UInt8] in [[], [0, 0, 0, 0], Sample.swap.bytes, Array(repeating: 1, count: 100)] {
            #expect(findings([access], Call(to: Sample.listed, data: data[...])) == [])
            #expect(findings([native, access], Call(to: Sample.listed, value: 10, data: data[...])) == [])
        }
        #expect(findings([access], Call(to: Sample.stranger)) == ["target_not_allowed 0"])
    }

    @Test func `f: functions-on-contract grants those functions there and nothing else`() {
        #expect(findings([onListed], .naming(Sample.swap, on: Sample.listed)) == [])
        #expect(findings([onListed], .naming(Sample.mint, on: Sample.listed)) == ["selector_not_allowed 0"])
        #expect(findings([onListed], .naming(Sample.swap, on: Sample.stranger)) == ["target_not_allowed 0"])
        #expect(findings([onListed], .naming(Selector(0), on: Sample.listed)) == ["selector_not_allowed 0"])
    }

    @Test func `f: a wildcard does not help a listed target, and a listed target takes no plain transfer`() {
        let permissions = [native, onListed, .functionsOnAllContracts([Sample.mint, Selector(0)])]
        #expect(findings(permissions, .naming(Sample.mint, on: Sample.listed)) == ["selector_not_allowed 0"])
        #expect(findings(permissions, Call(to: Sample.listed)) == ["selector_missing 0"])
        #expect(findings(permissions, Call(to: Sample.listed, value: 1)) == ["selector_missing 0"])
        #expect(findings(permissions, .naming(Sample.mint, on: Sample.stranger)) == [])
    }

    @Test func `g: functions-on-all-contracts grants those functions wherever nothing else is listed`() {
        #expect(findings([onAll], .naming(Sample.mint, on: Sample.stranger)) == [])
        #expect(findings([onAll], .naming(Sample.swap, on: Sample.stranger)) == ["selector_not_allowed 0"])
        #expect(findings([onAll], Call(to: Sample.stranger)) == ["selector_not_allowed 0"])
        #expect(
            findings([onAll, .functionsOnAllContracts([Sample.swap])], .naming(Sample.swap, on: Sample.stranger)) == [])
        #expect(findings([access], .naming(Sample.mint, on: Sample.stranger)) == ["target_not_allowed 0"])
    }

    @Test func `g: native-token-transfer alone reaches every address, beside others only by 00000000`() {
        let plain = Call(to: Sample.stranger, value: 10)
        #expect(findings([native], plain) == [])
        #expect(findings([native, .gasLimit(0)], Call(to: Sample.stranger)) == ["gas_unspecified"])
        #expect(findings([native, access], plain) == ["target_not_allowed 0"])
        #expect(findings([native, .accountFunctions([Sample.swap])], plain) == ["target_not_allowed 0"])
        #expect(findings([native, onAll], plain) == ["selector_not_allowed 0"])
        #expect(findings([native, .functionsOnAllContracts([Selector(0)])], plain) == [])
        #expect(findings([native, access, .functionsOnAllContracts([Selector(0)])], plain) == [])
    }

    @Test func `g: 00000000 never matches data`() {
        let zeros = Call.naming(Selector(0), on: Sample.stranger)
        let permissions = [native, .functionsOnAllContracts([Selector(0)])]
        #expect(findings(permissions, zeros) == ["selector_not_allowed 0"])
        #expect(findings([native], zeros) == ["target_not_allowed 0"])
        #expect(findings([native], .naming(Sample.swap, on: Sample.stranger)) == ["target_not_allowed 0"])
    }

    @Test func `h: no native allowance means no value`() {
        #expect(findings([access], Call(to: Sample.listed, value: 1)) == ["native_value_not_allowed 0"])
        #expect(
            findings([onListed], .naming(Sample.swap, on: Sample.listed, value: 1)) == ["native_value_not_allowed 0"])
        #expect(
            findings([onAll], .naming(Sample.mint, on: Sample.stranger, value: 1)) == ["native_value_not_allowed 0"])
        // One reason for a call: the target comes before the value.
        #expect(findings([access], Call(to: Sample.stranger, value: 1)) == ["target_not_allowed 0"])
    }
}
