import ArgumentParser
import ControlProtocol
import SessionKeys

/// What an operation's gas numbers are, as flags.
struct GasOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Its preVerificationGas.", valueName: "gas"), transform: AmountArgument.gas)
    var preVerificationGas: Amount?

    @Option(help: ArgumentHelp("Its verificationGasLimit.", valueName: "gas"), transform: AmountArgument.gas)
    var verificationGas: Amount?

    @Option(help: ArgumentHelp("Its callGasLimit.", valueName: "gas"), transform: AmountArgument.gas)
    var callGas: Amount?

    @Option(
        help: ArgumentHelp("Its maxFeePerGas: 20gwei.", valueName: "amount"), transform: AmountArgument.gasFee)
    var maxFeePerGas: Amount?

    @Option(
        help: ArgumentHelp("Who pays for its gas in place of the account.", valueName: "address"),
        transform: Arguments.address)
    var paymaster: Address?

    /// The options of it that were given.
    var given: [String] {
        [
            ("--pre-verification-gas", preVerificationGas != nil), ("--verification-gas", verificationGas != nil),
            ("--call-gas", callGas != nil), ("--max-fee-per-gas", maxFeePerGas != nil),
            ("--paymaster", paymaster != nil),
        ].filter(\.1).map(\.0)
    }

    /// Writes the object.
    func write(to writer: inout JSONWriter) {
        writer.object("gas") { writer in
            if let gas = preVerificationGas { writer.member("preVerificationGas", amount: gas) }
            if let gas = verificationGas { writer.member("verificationGasLimit", amount: gas) }
            if let gas = callGas { writer.member("callGasLimit", amount: gas) }
            if let fee = maxFeePerGas { writer.member("maxFeePerGas", amount: fee) }
            if let paymaster { writer.member("paymaster", address: paymaster) }
        }
    }
}
