import SessionKeys

/// What an amount counts, and how a person reads it.
struct Unit: Equatable {
    /// What stands behind the number: `USDC`, `ETH`, `gas`.
    let symbol: String
    /// How many digits stand after the point.
    let decimals: Int
    /// Whether small amounts read better in gwei and wei.
    var isNative = false

    /// Gas units.
    static let gas = Unit(symbol: "gas", decimals: 0)

    /// What an amount counts of which nothing else is known, or which is told elsewhere.
    static let base = Unit(symbol: "units", decimals: 0)

    /// A chain's own currency.
    static func native(chain: UInt64?) -> Unit {
        Unit(symbol: NativeSymbol.of(chain: chain), decimals: 18, isNative: true)
    }

    /// A token's amounts: with its symbol where that is known for sure, else in base units with its address.
    static func token(_ address: String, chain: UInt64?) -> Unit {
        KnownToken.unit(of: address, chain: chain) ?? Unit(symbol: "units of \(address)", decimals: 0)
    }

    /// The amount with its unit, exact.
    func text(_ amount: Amount) -> String {
        guard amount != .maximum else { return "2^256-1 \(baseUnit)" }
        if isNative, !amount.isZero, amount < Self.smallest { return Self.small(amount) }
        return "\(amount.text(decimals: decimals)) \(symbol)"
    }

    /// What the amount counts before the point is set.
    private var baseUnit: String { isNative ? "wei" : decimals == 0 ? symbol : "units of \(symbol)" }

    /// Below this many wei (0.000001 ether), an amount is told in gwei or wei.
    private static let smallest = Amount(low: 1_000_000_000_000)

    private static func small(_ amount: Amount) -> String {
        amount < Amount(low: 1_000_000)
            ? "\(amount.decimalText) wei" : "\(amount.text(decimals: 9)) gwei"
    }
}
