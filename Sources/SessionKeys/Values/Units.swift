/// Amounts in the units that people use.
package enum Units {
    /// A token that is known by name: its symbol, and how many of its decimals are base units.
    package struct Token: Sendable {
        package let symbol: String
        package let decimals: Int
    }

    /// The decimals of ether.
    package static let etherDecimals = 18

    /// The token at an address, where it is one of a few that everybody knows. The addresses are those of their main
    /// chains; on another chain such an address is somebody else's, so a name is a help to the eye and decides nothing.
    package static func token(at address: Address) -> Token? { tokens[address] }

    private static let tokens: [Address: Token] = [
        // USDC on Ethereum and on Base
        Address(high: 0xA0b8_6991_c621_8b36_c1d1_9D4a_2e9E_b0cE, low: 0x3606_eB48): Token(symbol: "USDC", decimals: 6),
        Address(high: 0x8335_89fC_D6eD_b6E0_8f4c_7C32_D4f7_1b54, low: 0xbdA0_2913): Token(symbol: "USDC", decimals: 6),
        // DAI, USDT and WETH on Ethereum
        Address(high: 0x6B17_5474_E890_94C4_4Da9_8b95_4Eed_eAC4, low: 0x9527_1d0F): Token(symbol: "DAI", decimals: 18),
        Address(high: 0xdAC1_7F95_8D2e_e523_a220_6206_9945_97C1, low: 0x3D83_1ec7): Token(symbol: "USDT", decimals: 6),
        Address(high: 0xC02a_aA39_b223_FE8D_0A0e_5C4F_27eA_D908, low: 0x3C75_6Cc2): Token(symbol: "WETH", decimals: 18),
    ]

    /// A debit for people: `25 USDC`, `0.05 ETH`, `300000 gas`.
    package static func text(of debit: Debit) -> String {
        switch debit.kind {
        case .native: return debit.amount.text(decimals: etherDecimals) + " ETH"
        case .gas: return debit.amount.decimalText + " gas"
        case .token(let address):
            guard let token = token(at: address) else { return "\(debit.amount.decimalText) base units of \(address)" }
            return debit.amount.text(decimals: token.decimals) + " " + token.symbol
        }
    }
}

extension Amount {
    /// The amount as a decimal number of a unit that has this many decimals, without trailing zeros.
    package func text(decimals: Int) -> String {
        let digits = decimalText
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let fraction = padded.suffix(decimals)
        let significant = fraction.reversed().drop { $0 == "0" }.reversed()
        let whole = String(padded.dropLast(decimals))
        return significant.isEmpty ? whole : whole + "." + String(significant)
    }
}
