extension Debit {
    /// The debit for people: `25 USDC`, `0.05 ETH`, `300000 gas`.
    package var text: String {
        switch kind {
        case .native: return amount.text(decimals: 18) + " ETH"
        case .gas: return amount.decimalText + " gas"
        case .token(let address):
            guard let token = KnownToken.at(address, chain: nil) else {
                return "\(amount.decimalText) base units of \(address)"
            }
            return amount.text(decimals: token.decimals) + " " + token.symbol
        }
    }
}

extension Amount {
    /// The amount as a decimal number of a unit that has this many decimals, without trailing zeros.
    package func text(decimals: Int) -> String {
        let digits = decimalText
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        var fraction = padded.suffix(decimals)
        while fraction.last == "0" { fraction.removeLast() }
        let whole = padded.dropLast(decimals)
        return fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    }
}
