import Testing

@testable import SessionKeys
import TestSupport

/// The shape of an operation (rules 2.1, 2.3), and the order of all reasons (2.2).
struct ShapeRuleTests {
    private let native = Permission.nativeTokenTransfer(allowance: 10)
    private let access = Permission.contractAccess(Sample.listed)
    private let token = Permission.erc20TokenTransfer(token: Sample.token, allowance: 10)

    @Test func `a native or token allowance needs the prefix in a user operation`() {
        let callData = CallData.execute(Call(to: Sample.listed))
        for permission in [native, token] {
            let session = Sample.session([permission, access])
            #expect(session.judge(callData: callData) == ["user_op_context_required"])
            #expect(session.judge(callData: CallData.prefix + callData) == [])
            // A list of calls has no prefix.
            #expect(session.judge([Call(to: Sample.listed)]) == [])
        }
        for permission in [access, .root] {
            #expect(Sample.session([permission]).judge(callData: callData) == [])
            #expect(Sample.session([permission]).judge(callData: CallData.prefix + callData) == [])
        }
    }

    @Test func `callData that names no function is malformed`() {
        for count in 0...3 {
            let stub = Array(repeating: 7 as UInt8, count: count)
            #expect(Sample.session([access]).judge(callData: stub) == ["calldata_malformed"])
            #expect(Sample.session([.root]).judge(callData: stub) == ["calldata_malformed"])
            #expect(Sample.session([native]).judge(callData: CallData.prefix + stub) == ["calldata_malformed"])
            #expect(
                Sample.session([native]).judge(callData: stub) == ["user_op_context_required", "calldata_malformed"])
        }
    }

    @Test func `an operation has a call`() {
        let empty = CallData.executeBatch([])
        for permission in [access, .root] {
            #expect(Sample.session([permission]).judge([]) == ["operation_empty"])
            #expect(Sample.session([permission]).judge(callData: empty) == ["operation_empty"])
        }
        #expect(Sample.session([native]).judge(callData: empty) == ["user_op_context_required", "operation_empty"])
    }

    @Test func `gas is judged though there are no calls to judge`() {
        let session = Sample.session([access, .gasLimit(10)])
        #expect(session.judge([]) == ["operation_empty", "gas_unspecified"])
        #expect(session.judge([], gas: Sample.gas(11)) == ["operation_empty", "gas_limit_exceeded"])
        #expect(session.judge(callData: [1], gas: Sample.gas(11)) == ["calldata_malformed", "gas_limit_exceeded"])
        #expect(session.judge(callData: [1], gas: Sample.gas(10)) == ["calldata_malformed"])
    }

    @Test func `the reasons stand in the order of the rules`() {
        let session = Sample.session(
            [.gasLimit(10), token, native, .erc20TokenTransfer(token: Sample.otherToken, allowance: 10), access],
            expirySec: Sample.now)
        let calls: [Call] = [
            .transfer(11, on: Sample.otherToken), Call(to: Sample.account), .transfer(11),
            Call(to: Sample.listed, value: 11),
            Call(to: Sample.stranger), .token(.approve, 12, on: Sample.otherToken),
        ]
        let rest = [
            "self_call 1", "target_not_allowed 4", "native_allowance_exceeded", "token_allowance_exceeded 0",
            "token_allowance_exceeded 2", "token_allowance_exceeded 5", "gas_limit_exceeded",
        ]
        #expect(session.judge(calls, gas: Sample.gas(11), chainID: 2) == ["session_expired", "wrong_chain"] + rest)
        #expect(
            session.judge(
                callData: CallData.executeBatch(calls), sender: Sample.stranger, gas: Sample.gas(11))
                == ["session_expired", "wrong_account", "user_op_context_required"] + rest)
    }

    @Test func `a denied operation has no debits, and one failing call denies all`() {
        let session = Sample.session([native, access])
        let calls = [Call(to: Sample.listed, value: 1), Call(to: Sample.stranger)]
        #expect(session.decide(calls).findings == ["target_not_allowed 1"])
        #expect(session.decide(calls).debits == [])
        #expect(session.decide([calls[0]]).taken == [.native: 1])
    }

    @Test func `a reason says what was asked and what remains`() {
        let session = Sample.session([access, native])
        let verdict = session.decide([Call(to: Sample.listed, value: 11)])
        #expect(verdict.reasons.first?.permission == 1)
        #expect(verdict.reasons.first?.requested == 11)
        #expect(verdict.reasons.first?.remaining == 10)
        #expect(verdict.reasons.first?.call == nil)
    }
}
