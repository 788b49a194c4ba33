import Testing

@testable import SessionKeys
import TestSupport

/// What root may do (rules 2.5).
struct RootRuleTests {
    /// What the account keeps from root, written out once more.
    static let kept = [
        "8dd7712f", "f2680c0f", "b0d691fe", "19822f7c", "150b7a02", "f23a6e61", "bc197c81", "1626ba7e", "01ffc9a7",
        "9cfd7cff", "757c8a26", "d31b575b", "52d1902d", "a8b04729",
    ]

    private let root = Sample.session([.root])
    private let refused = ["account_function_not_allowed 0"]
    private let other = Call(to: Sample.listed, value: 1)

    private func own(_ selector: Selector, value: Amount = 0) -> Call {
        .naming(selector, on: Sample.account, value: value)
    }

    @Test func `root calls any other address with any value and any data`() {
        for data: [UInt8] in [[], [1], [0, 0, 0, 0], Selector.transfer.bytes] {
            let call = Call(to: Sample.stranger, value: .maximum, data: data[...])
            #expect(root.judge([call]) == [])
            #expect(root.judge([call, call]) == [])
            #expect(root.judge(callData: CallData.execute(call)) == [])
            #expect(root.judge(callData: CallData.executeBatch([call, call])) == [])
            #expect(root.decide([call, call], gas: Sample.gas(1, 1, 1)).debits == [])
        }
        #expect(root.judge([Call(to: .zero)]) == [])
    }

    @Test func `execute with the account as target is a self call`() {
        for data: [UInt8] in [[], [1], Sample.swap.bytes] {
            let callData = CallData.execute(Call(to: Sample.account, data: data[...]))
            #expect(root.judge(callData: callData) == ["self_call 0"])
            #expect(root.judge([Call(to: Sample.account, data: callData[...])]) == ["self_call 0"])
        }
    }

    @Test func `a batch entry to the account that names execute, executeBatch or nothing is a self call`() {
        for data: [UInt8] in [[], [1], [1, 2, 3], [0xb6, 0x1d, 0x27, 0xf6], [0x34, 0xfc, 0xd5, 0xbe, 1]] {
            for value: Amount in [0, 1] {
                let entry = Call(to: Sample.account, value: value, data: data[...])
                #expect(root.judge([other, entry]) == ["self_call 1"])
                #expect(root.judge(callData: CallData.executeBatch([other, entry])) == ["self_call 1"])
                #expect(root.judge(callData: CallData.executeBatch([entry])) == ["self_call 0"])
            }
        }
    }

    @Test func `root calls the account's own functions, directly and in a batch`() {
        for selector in [Sample.swap, Sample.selector("4f1ef286"), Sample.selector("1bbf564c"), Selector(0)] {
            #expect(root.judge(callData: selector.bytes) == [])
            #expect(root.judge([own(selector)]) == [])
            #expect(root.judge([other, own(selector)]) == [])
            #expect(root.judge(callData: CallData.executeBatch([own(selector)])) == [])
        }
    }

    @Test(arguments: kept)
    func `what the account keeps from root is not allowed`(digits: String) {
        let selector = Sample.selector(digits)
        if selector != .executeUserOperation {
            #expect(root.judge(callData: selector.bytes) == refused)
            #expect(root.judge([own(selector)]) == refused)
        }
        #expect(root.judge(callData: CallData.prefix + selector.bytes) == refused)
        #expect(root.judge([own(selector), other]) == refused)
        #expect(root.judge(callData: CallData.executeBatch([own(selector)])) == refused)
    }

    @Test func `value to the account's own function is not allowed`() {
        #expect(root.judge([own(Sample.swap, value: 1)]) == refused)
        #expect(root.judge([own(Sample.swap, value: 1), other]) == refused)
        #expect(root.judge(callData: CallData.executeBatch([own(Sample.swap, value: 1)])) == refused)
    }

    @Test func `a lone call to the account is decoded as callData would be`() {
        let lone = { (data: [UInt8], value: Amount) in
            root.decide([Call(to: Sample.account, value: value, data: data[...])])
        }
        let batch = CallData.executeBatch([other, other])
        #expect(lone(batch, 0).findings == [])
        #expect(lone(batch, 0).calls == [other, other])
        #expect(lone(CallData.prefix + batch, 0).calls == [other, other])
        #expect(lone(CallData.executeBatch([other, own(.execute)]), 0).findings == ["self_call 1"])
        #expect(lone(CallData.executeBatch([]), 0).findings == ["operation_empty"])
        #expect(lone(Array(batch.dropLast()), 0).findings == ["calldata_malformed"])
        #expect(lone([], 0).findings == ["calldata_malformed"])
        #expect(lone(batch, 1).findings == refused)
    }
}
