import SessionKeys
import TestSupport

extension Session {
    /// What a list of calls comes to: the codes in their order, each with the call that it names.
    func judge(_ calls: [Call], gas: Gas = Gas(), chainID: UInt64? = nil, at now: Int64 = Sample.now) -> [String] {
        decide(calls, gas: gas, chainID: chainID, at: now).findings
    }

    /// What a user operation of this callData comes to.
    func judge(
        callData: [UInt8], sender: Address = Sample.account, gas: Gas = Gas(), at now: Int64 = Sample.now
    ) -> [String] {
        decide(callData: callData, sender: sender, gas: gas, at: now).findings
    }

    func decide(_ calls: [Call], gas: Gas = Gas(), chainID: UInt64? = nil, at now: Int64 = Sample.now) -> Verdict {
        decide(
            Operation(.calls(calls, gas), chainID: chainID), at: Moment(Instant(seconds: now)), expiryMarginSec: 0)
    }

    func decide(
        callData: [UInt8], sender: Address = Sample.account, gas: Gas = Gas(), at now: Int64 = Sample.now
    ) -> Verdict {
        let operation = UserOperation(sender: sender, nonce: .zero, callData: callData[...], gas: gas)
        return decide(Operation(.userOperation(operation)), at: Moment(Instant(seconds: now)), expiryMarginSec: 0)
    }
}

extension Verdict {
    /// The codes, with the index of the call where there is one: `target_not_allowed 1`.
    var findings: [String] { reasons.map { $0.code.rawValue + ($0.call.map { " \($0)" } ?? "") } }

    /// The debits as kind and amount.
    var taken: [Meter.Kind: Amount] {
        Dictionary(debits.map { ($0.kind, $0.amount) }, uniquingKeysWith: { _, last in last })
    }
}

extension Call {
    /// A call of a function, with as many argument bytes as are given.
    static func naming(
        _ selector: Selector, on target: Address, value: Amount = .zero, arguments: [UInt8] = []
    ) -> Call {
        Call(to: target, value: value, data: (selector.bytes + arguments)[...])
    }

    static func transfer(_ amount: Amount, on token: Address = Sample.token) -> Call {
        .token(.transfer, amount, on: token)
    }

    /// A call of a token's function that takes an address and an amount.
    static func token(
        _ selector: Selector, _ amount: Amount, on token: Address = Sample.token
    ) -> Call {
        naming(
            selector, on: token,
            arguments: CallData.word(Sample.stranger) + CallData.word(amount))
    }
}
