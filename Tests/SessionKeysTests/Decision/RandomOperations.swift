import SessionKeys
import TestSupport

extension Amount {
    /// Few and small numbers, so that sums meet allowances, and now and then one that overflows.
    static func small(using generator: inout SeededGenerator) -> Amount {
        Int.random(in: 0..<12, using: &generator) == 0
            ? .random(using: &generator) : Amount(low: UInt128(Int.random(in: 0...6, using: &generator)))
    }
}

extension Session {
    /// Up to eight permissions of any type, all on the sample's few addresses, that may be granted together.
    static func random(using generator: inout SeededGenerator) -> Session {
        while true {
            let permissions = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                Permission.random(using: &generator)
            }
            let session = Sample.session(
                permissions, gasLimitUnit: Bool.random(using: &generator) ? .gas : .wei)
            do throws(ValueFault) {
                try session.definition.validate(at: Instant(seconds: Sample.now))
                return session
            } catch {
                continue
            }
        }
    }
}

extension Permission {
    private static let functions = [
        Sample.swap, Sample.mint, .transfer, .approve, .transferFrom, Selector(0), Selector(0xb61d_27f6),
    ]

    fileprivate static func random(using generator: inout SeededGenerator) -> Permission {
        let allowance = [Amount.maximum, 100, 30, .small(using: &generator)].randomElement(using: &generator) ?? 0
        let target =
            [Sample.listed, Sample.token, Sample.otherToken, Sample.paymaster]
            .randomElement(using: &generator) ?? Sample.listed
        let functions = Array(functions.shuffled(using: &generator).prefix(Int.random(in: 1...3, using: &generator)))
        return switch Int.random(in: 0..<30, using: &generator) {
        case 0..<6: .nativeTokenTransfer(allowance: allowance)
        case 6..<14: .erc20TokenTransfer(token: target, allowance: allowance)
        case 14..<18: .gasLimit(allowance)
        case 18..<21: .contractAccess(target)
        case 21..<23: .accountFunctions(functions)
        case 23..<26: .functionsOnAllContracts(functions)
        case 26..<29: .functionsOnContract(target, functions)
        default: .root
        }
    }
}

extension Operation {
    /// A list or a user operation of up to three calls, most of them such as the session allows.
    static func random(within session: Session, using generator: inout SeededGenerator) -> Operation {
        let calls = (0..<max(1, Int.random(in: -6...3, using: &generator))).map { _ in
            Call.random(within: session.definition.permissions, using: &generator)
        }
        let numbers = (0..<4).map { _ in
            Int.random(in: 0..<40, using: &generator) == 0 ? nil : Amount.small(using: &generator)
        }
        let isPaid = Int.random(in: 0..<3, using: &generator) == 0
        let gas = Sample.gas(
            numbers[0], numbers[1], numbers[2], fee: numbers[3], paymaster: isPaid ? Sample.paymaster : nil)
        if Bool.random(using: &generator) { return Operation(.calls(calls, gas)) }
        var callData = calls.count == 1 ? CallData.execute(calls[0]) : CallData.executeBatch(calls)
        if let own = calls.first, own.to == Sample.account { callData = Array(own.data) }
        if Int.random(in: 0..<10, using: &generator) != 0 { callData = CallData.prefix + callData }
        if Int.random(in: 0..<20, using: &generator) == 0 { _ = callData.popLast() }
        return Operation(
            .userOperation(UserOperation(sender: Sample.account, nonce: .zero, callData: callData[...], gas: gas)))
    }
}

extension Call {
    /// A call that some permission might be for, or one that none is for.
    fileprivate static func random(within permissions: [Permission], using generator: inout SeededGenerator) -> Call {
        let isWild = Int.random(in: 0..<10, using: &generator) == 0
        guard !isWild, let permission = permissions.filter({ $0.type != .gasLimit }).randomElement(using: &generator)
        else { return plausible(using: &generator) }
        let selector = permission.functions?.randomElement(using: &generator) ?? .transfer
        let target: Address =
            switch permission {
            case .accountFunctions: Sample.account
            case .nativeTokenTransfer, .functionsOnAllContracts, .root: Sample.stranger
            default: permission.target ?? Sample.listed
            }
        let data = Call.token(selector, .small(using: &generator), on: target).data
        let isPlain = permission.type == .nativeTokenTransfer || selector == .plainTransfer
        let mayPay = permissions.contains { $0.type == .nativeTokenTransfer } && permission.type != .erc20TokenTransfer
        let value = mayPay && target != Sample.account ? Amount.small(using: &generator) : .zero
        return Call(to: target, value: value, data: isPlain ? [] : data)
    }

    private static func plausible(using generator: inout SeededGenerator) -> Call {
        let selector =
            [Selector.transfer, .approve, .transferFrom, Sample.swap, Sample.mint, Selector(0)]
            .randomElement(using: &generator) ?? .transfer
        let target =
            [Sample.listed, Sample.token, Sample.otherToken, Sample.paymaster, Sample.stranger, Sample.account]
            .randomElement(using: &generator) ?? Sample.listed
        let data = Call.token(selector, .small(using: &generator), on: target).data
        let length = [0, 0, 2, 4, 67, 68, 68, 68, 68].randomElement(using: &generator) ?? 68
        let value = Bool.random(using: &generator) ? .zero : Amount.small(using: &generator)
        return Call(to: target, value: value, data: data.prefix(length))
    }
}
