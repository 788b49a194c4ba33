/// What a gas-limit counts in (rules 3.3).
package enum GasLimitUnit: String, CaseIterable, Sendable {
    /// Gas units, as the Wallets API documents it.
    case gas
    /// Gas units times `maxFeePerGas`, as the module on chain counts.
    case wei
}
