import SessionKeys
import TestSupport

/// Values from a world so small that things meet: few accounts, few names, small amounts.
struct Randomness {
    var generator: SeededGenerator

    mutating func oneIn(_ count: Int) -> Bool { generator.oneIn(count) }

    mutating func pick<Element>(_ elements: some Collection<Element>) -> Element { generator.pick(elements) }

    mutating func number(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &generator) }

    mutating func amount(_ range: ClosedRange<Int64>) -> Amount { Amount(low: UInt128(number(range))) }

    mutating func name(_ count: Int64) -> String? { oneIn(3) ? nil : "name \(number(1...count))" }

    mutating func definition(at now: Instant) -> SessionDefinition {
        let native = Permission.nativeTokenTransfer(allowance: amount(oneIn(4) ? 0...20 : 50...400))
        let token = Permission.erc20TokenTransfer(token: .token, allowance: amount(oneIn(4) ? 0...20 : 50...400))
        let gas = Permission.gasLimit(amount(oneIn(4) ? 0...20 : 50...400))
        let plain = Permission.functionsOnAllContracts([.plainTransfer])
        let permissions = pick([
            [native], [native, gas], [native, token, plain], [gas, token, native, plain], [token], [.root],
            [gas, plain],
            [.contractAccess(.recipient), native], [.nativeTokenTransfer(allowance: .maximum), gas], [gas],
        ])
        let expirySec = oneIn(2) ? 0 : now.seconds + number(0...2000)
        return .make(
            permissions, account: oneIn(4) ? .make(9) : .account, chainID: pick([1, .max]), expirySec: expirySec,
            notBeforeSec: oneIn(8) ? now.seconds + number(0...300) : 0, gasLimitUnit: oneIn(4) ? .wei : .gas,
            label: oneIn(2) ? nil : "label \(number(1...3))")
    }

    mutating func operation() -> Operation {
        let chainID: UInt64? = oneIn(10) ? pick([1, .max]) : nil
        if oneIn(3) {
            return .userOperation(
                call(), nonce: amount(0...3), gas: gas(), chainID: chainID, sender: oneIn(20) ? .make(9) : .account)
        }
        return Operation(.calls((0...number(0...2)).map { _ in call() }, gas()), chainID: chainID)
    }

    private mutating func call() -> Call {
        if oneIn(4) { return .tokenTransfer(oneIn(20) ? .maximum : amount(0...6)) }
        return Call(to: oneIn(12) ? .token : .recipient, value: oneIn(20) ? .maximum : amount(0...8))
    }

    private mutating func gas() -> Gas {
        if oneIn(12) { return Gas() }
        return .make(amount(0...9), maxFeePerGas: oneIn(4) ? nil : 1, paymaster: oneIn(3) ? .paymaster : nil)
    }
}
