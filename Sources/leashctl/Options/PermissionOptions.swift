import ArgumentParser
import SessionKeys

/// What a new session may do, as flags.
struct PermissionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Send native currency up to this much in all: 0.5ether, 20gwei, 100wei.", valueName: "amount"),
        transform: AmountArgument.native)
    var native: Amount?

    @Option(
        help: ArgumentHelp(
            "Transfer and approve up to this much of a token in all; repeatable. AMOUNT counts in whole tokens by the "
                + "token's decimals, as 100units or 0x64 in base units.",
            valueName: "token=amount"),
        transform: TokenAmount.init)
    var erc20: [TokenAmount] = []

    @Option(
        help: ArgumentHelp(
            "The token's decimals: once for all tokens, or once for each --erc20 in their order. Not needed for "
                + "well-known tokens.",
            valueName: "n"),
        transform: Arguments.decimals)
    var decimals: [Int] = []

    @Option(
        help: ArgumentHelp("Call every function of a contract; repeatable.", valueName: "address"),
        transform: Arguments.address)
    var contract: [Address] = []

    @Option(
        help: ArgumentHelp("Call these functions of a contract; repeatable.", valueName: "address=selector[,..]"),
        transform: ContractFunctions.init)
    var function: [ContractFunctions] = []

    @Option(
        help: ArgumentHelp(
            "Call these functions on every address that nothing else lists; 0x00000000 stands for plain transfers.",
            valueName: "selector[,..]"),
        transform: Arguments.selectors)
    var everywhere: [[Selector]] = []

    @Option(
        help: ArgumentHelp("Call these functions of the account itself.", valueName: "selector[,..]"),
        transform: Arguments.selectors)
    var accountFunction: [[Selector]] = []

    @Option(
        help: ArgumentHelp(
            "Use at most this much of the account's gas in all: 2000000; with --gas-unit wei an amount such as "
                + "0.01ether.",
            valueName: "limit"))
    var gas: String?

    @Option(help: ArgumentHelp("What the gas limit counts: gas units, or what they cost at most.", valueName: "unit"))
    var gasUnit: GasLimitUnit?

    @Flag(help: "Do everything that the account can. Nothing else may be granted beside it.")
    var root = false

    /// Whether none of it was given.
    var isEmpty: Bool {
        native == nil && erc20.isEmpty && decimals.isEmpty && contract.isEmpty && function.isEmpty
            && everywhere.isEmpty && accountFunction.isEmpty && gas == nil && gasUnit == nil && !root
    }

    /// The permissions, in the order of the options here.
    func permissions(chain: UInt64?) throws -> [Permission] {
        var permissions: [Permission] = []
        if let native { permissions.append(.nativeTokenTransfer(allowance: native)) }
        for (index, entry) in erc20.enumerated() {
            let decimals = decimals.count > 1 ? decimals[index] : decimals.first
            let amount = try Arguments.value(entry.argument, of: "--erc20 <token=amount>") {
                try entry.amount(decimals: decimals, chain: chain)
            }
            permissions.append(.erc20TokenTransfer(token: entry.token, allowance: amount))
        }
        permissions += contract.map { .contractAccess($0) }
        permissions += ContractFunctions.merged(function).map { .functionsOnContract($0.address, $0.functions) }
        if !everywhere.isEmpty { permissions.append(.functionsOnAllContracts(everywhere.flatMap(\.self))) }
        if !accountFunction.isEmpty { permissions.append(.accountFunctions(accountFunction.flatMap(\.self))) }
        if let gas { permissions.append(.gasLimit(try gasAmount(gas))) }
        if root { permissions.append(.root) }
        return permissions
    }

    /// Refuses options that do not fit together.
    func checkOptions() throws {
        guard decimals.isEmpty || !erc20.isEmpty else {
            throw ValidationError("--decimals belongs to --erc20, and there is no --erc20")
        }
        guard decimals.count == erc20.count || decimals.count <= 1 else {
            throw ValidationError("--decimals is given once for all --erc20, or once for each")
        }
        guard gasUnit == nil || gas != nil else {
            throw ValidationError("--gas-unit says what --gas counts in, and there is no --gas")
        }
        if let gas { _ = try gasAmount(gas) }
    }

    private func gasAmount(_ text: String) throws -> Amount {
        try Arguments.value(text, of: "--gas <limit>") {
            guard gasUnit != .wei else { return try AmountArgument.native(text) }
            do throws(AmountFault) {
                return try AmountArgument.whole(text)
            } catch {
                guard (try? AmountArgument.native(text)) != nil else { throw error }
                throw AmountFault.notGas(text)
            }
        }
    }
}

extension GasLimitUnit: ExpressibleByArgument {}
