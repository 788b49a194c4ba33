/// What the amounts of a session count in, for people to read: a number alone does not tell.
package struct Denomination: Equatable, Sendable {
    /// The session's chain; `nil` where it is not known, as in an event.
    package let chain: UInt64?
    /// What its gas limit counts in; `nil` where that is not known.
    package let gasLimitUnit: GasLimitUnit?

    /// What a session's amounts count in, as far as it is known.
    package init(chain: UInt64?, gasLimitUnit: GasLimitUnit?) {
        self.chain = chain
        self.gasLimitUnit = gasLimitUnit
    }

    /// Where nothing is known of the session.
    package static let unknown = Denomination(chain: nil, gasLimitUnit: nil)

    /// The unit of what a meter counts.
    package func unit(of kind: Meter.Kind) -> Unit {
        switch kind {
        case .native: .native(chain: chain)
        case .token(let address): .token(address, chain: chain)
        case .gas:
            switch gasLimitUnit {
            case .gas: .gas
            case .wei: .native(chain: chain)
            case nil: Unit(symbol: "of the gas limit")
            }
        }
    }

    /// What was debited: `25 USDC`, `0.05 ETH`, `300000 gas`, `0.001 ETH for gas`.
    package func text(_ amount: Amount, of kind: Meter.Kind) -> String {
        let text = unit(of: kind).text(amount)
        return kind == .gas && gasLimitUnit == .wei ? "\(text) for gas" : text
    }
}
