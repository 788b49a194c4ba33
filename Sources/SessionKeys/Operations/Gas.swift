/// The gas fields of an operation and who pays for them (rules 3.3). Each number is at most 2^120 - 1.
package struct Gas: Hashable, Sendable {
    /// What the bundler takes beforehand, in gas.
    package var preVerificationGas: Amount?
    /// What the account may take to verify, in gas.
    package var verificationGasLimit: Amount?
    /// What the calls may take, in gas.
    package var callGasLimit: Amount?
    /// The most that a unit of gas may cost, in wei.
    package var maxFeePerGas: Amount?
    /// Who pays in the account's stead.
    package var paymaster: Address?

    /// The largest value of a gas field, 2^120 - 1: what the EntryPoint takes (AA94).
    package static var largestField: Amount { Amount(low: (1 << 120) - 1) }

    /// No gas field set.
    package init() {}

    /// What a gas-limit in this unit counts, or `nil` where a number that the sum needs is missing.
    ///
    /// No overflow is possible: three numbers of 120 bits times one of 120 bits fit into 242.
    func metered(in unit: GasLimitUnit) -> Amount? {
        guard let preVerificationGas, let verificationGasLimit, let callGasLimit,
            let sum = preVerificationGas.adding(verificationGasLimit)?.adding(callGasLimit)
        else { return nil }
        switch unit {
        case .gas: return sum
        case .wei: return maxFeePerGas.flatMap(sum.multiplied)
        }
    }

    /// The numbers that the sum needs and that are not there.
    func missing(in unit: GasLimitUnit) -> [String] {
        var needed = [
            ("preVerificationGas", preVerificationGas), ("verificationGasLimit", verificationGasLimit),
            ("callGasLimit", callGasLimit),
        ]
        if unit == .wei { needed.append(("maxFeePerGas", maxFeePerGas)) }
        return needed.filter { $0.1 == nil }.map(\.0)
    }

    func append(to content: inout ContentWriter) {
        content.append(preVerificationGas)
        content.append(verificationGasLimit)
        content.append(callGasLimit)
        content.append(maxFeePerGas)
        content.append(paymaster)
    }
}
