import SessionKeys

/// `TOKEN=AMOUNT`: an amount of a token, whose decimals are known only later.
struct TokenAmount {
    let token: Address
    /// The argument as it was given.
    let argument: String
    private let text: String

    /// Reads the argument.
    init(_ argument: String) throws {
        self.argument = argument
        let pair = try Arguments.pair(argument, form: "TOKEN=AMOUNT")
        token = try Arguments.address(pair.name)
        text = pair.value
    }

    /// Whether the token is well known, if only on another chain.
    var isOfKnownToken: Bool { KnownToken.onAnyChain(token) != nil }

    /// The base units. Decimals that contradict a well-known token are refused: they would grant a million times too
    /// much, or too little.
    func amount(decimals: Int?, chain: UInt64?) throws -> Amount {
        if let baseUnits = try AmountArgument.baseUnits(text) { return baseUnits }
        let number = try DecimalNumber(text)
        let known = KnownToken.at(token, chain: chain)
        if let decimals, let known, decimals != known.decimals {
            throw ArgumentFault.decimalsWrong(given: decimals, symbol: known.symbol, decimals: known.decimals)
        }
        guard let decimals = decimals ?? known?.decimals else {
            guard let chain, let known = KnownToken.onAnyChain(token) else {
                throw ArgumentFault.decimalsMissing(text, token: "\(token)")
            }
            // The address is right on another chain: that is the mistake, and not the missing decimals.
            throw ArgumentFault.tokenOfOtherChain(known, meant: chain)
        }
        return try number.scaled(by: decimals)
    }
}
