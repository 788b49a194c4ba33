/// What an amount counts, and how a person reads it.
package struct Unit: Equatable, Sendable {
    /// What stands behind the number: `USDC`, `ETH`, `gas`.
    package let symbol: String
    /// How many digits stand after the point.
    let decimals: Int
    /// Whether small amounts read better in gwei and wei.
    private let isNative: Bool

    /// What stands behind 1, where that is another word.
    private let one: String

    /// A unit with a symbol of its own, which stands behind the number.
    package init(symbol: String, decimals: Int = 0) {
        self.init(symbol: symbol, decimals: decimals, isNative: false)
    }

    private init(symbol: String, one: String? = nil, decimals: Int = 0, isNative: Bool = false) {
        self.symbol = symbol
        self.one = one ?? symbol
        self.decimals = decimals
        self.isNative = isNative
    }

    /// Gas units.
    package static let gas = Unit(symbol: "gas")

    /// The unit of an amount of which nothing else is known, or whose unit is named elsewhere.
    package static let base = Unit(symbol: "units", one: "unit")

    /// A chain's own currency.
    package static func native(chain: UInt64?) -> Unit {
        Unit(symbol: NativeSymbol.of(chain: chain), decimals: 18, isNative: true)
    }

    /// A token's amounts: with its symbol where that is known for sure, else in base units with its address.
    package static func token(_ address: Address, chain: UInt64?) -> Unit {
        KnownToken.at(address, chain: chain)?.unit ?? ofToken("\(address)")
    }

    /// The base unit of a token by its address, or by what else there is to call it.
    package static func ofToken(_ token: String) -> Unit { Unit(symbol: "units of \(token)", one: "unit of \(token)") }

    /// The amount with its unit, exact.
    package func text(_ amount: Amount) -> String {
        guard amount != .maximum else { return "2^256-1 \(baseUnit)" }
        if isNative, !amount.isZero, amount < Self.smallest { return Self.small(amount) }
        let number = amount.text(decimals: decimals)
        return "\(number) \(number == "1" ? one : symbol)"
    }

    /// The unit of the amount as a whole number.
    private var baseUnit: String { isNative ? "wei" : decimals == 0 ? symbol : "units of \(symbol)" }

    /// Below this many wei (0.000001 ether), an amount is told in gwei or wei.
    private static let smallest = Amount(low: 1_000_000_000_000)

    private static func small(_ amount: Amount) -> String {
        amount < Amount(low: 1_000_000)
            ? "\(amount.decimalText) wei" : "\(amount.text(decimals: 9)) gwei"
    }
}
