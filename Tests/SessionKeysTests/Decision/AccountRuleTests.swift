import Testing

@testable import SessionKeys
import TestSupport

/// Calls of a session to its own account (rules 2.4a).
struct AccountRuleTests {
    private let session = Sample.session([.accountFunctions([Sample.swap]), .accountFunctions([Sample.mint])])
    private let swap = Call.naming(Sample.swap, on: Sample.account, arguments: [1, 2, 3])
    private let execute = CallData.execute
    private let batch = CallData.executeBatch

    @Test func `an account function is called directly and alone`() {
        for selector in [Sample.swap, Sample.mint] {
            #expect(session.judge([.naming(selector, on: Sample.account)]) == [])
            #expect(session.judge(callData: selector.bytes) == [])
            #expect(session.judge(callData: CallData.prefix + selector.bytes) == [])
        }
        #expect(session.judge(callData: Array(swap.data)) == [])
    }

    @Test func `inside execute or a batch it is a self call`() {
        #expect(session.judge(callData: execute(swap)) == ["self_call 0"])
        #expect(session.judge(callData: batch([swap])) == ["self_call 0"])
        #expect(session.judge(callData: batch([swap, swap])) == ["self_call 0", "self_call 1"])
        #expect(session.judge([swap, swap]) == ["self_call 0", "self_call 1"])
        #expect(session.judge(callData: execute(Call(to: Sample.account))) == ["self_call 0"])
    }

    @Test func `a selector that is not granted, or none, or value, is not allowed`() {
        let refused = ["account_function_not_allowed 0"]
        #expect(session.judge([.naming(.transfer, on: Sample.account)]) == refused)
        #expect(session.judge(callData: Selector.transfer.bytes) == refused)
        #expect(session.judge([Call(to: Sample.account)]) == refused)
        #expect(session.judge([Call(to: Sample.account, data: [1])]) == refused)
        #expect(session.judge([.naming(Sample.swap, on: Sample.account, value: 1)]) == refused)
        #expect(Sample.session([.contractAccess(Sample.listed)]).judge([swap]) == refused)
    }

    @Test func `value is not allowed even with a native allowance`() {
        let session = Sample.session([.accountFunctions([Sample.swap]), .nativeTokenTransfer(allowance: 5)])
        #expect(session.judge([swap]) == [])
        #expect(
            session.judge([.naming(Sample.swap, on: Sample.account, value: 1)]) == ["account_function_not_allowed 0"])
    }

    @Test func `execute and its like in a list are no account functions that anybody was granted`() {
        let inner = Call(to: Sample.listed)
        for data in [execute(inner), batch([inner]), CallData.prefix + Sample.swap.bytes] {
            #expect(session.judge([Call(to: Sample.account, data: data[...])]) == ["account_function_not_allowed 0"])
        }
    }

    @Test func `a wildcard does not reach the account`() {
        let session = Sample.session([
            .functionsOnAllContracts([Sample.swap, Selector(0)]), .nativeTokenTransfer(allowance: 5),
        ])
        #expect(session.judge([swap]) == ["account_function_not_allowed 0"])
        #expect(session.judge([Call(to: Sample.account, value: 1)]) == ["account_function_not_allowed 0"])
        #expect(session.judge([swap, swap]) == ["self_call 0", "self_call 1"])
    }

    @Test func `beside a token allowance no account function may be called`() {
        let session = Sample.session([
            .accountFunctions([Sample.swap]), .erc20TokenTransfer(token: Sample.token, allowance: 5),
        ])
        #expect(session.judge([swap]) == ["account_function_not_allowed 0"])
        #expect(
            session.judge(callData: CallData.prefix + Sample.swap.bytes) == ["account_function_not_allowed 0"])
    }
}
