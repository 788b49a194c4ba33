/// The few tokens whose symbol and decimals are beyond doubt: contracts that cannot be anything else.
struct KnownToken {
    let chain: UInt64
    /// In lower case.
    let address: String
    let unit: Unit

    static let all = [
        KnownToken(
            chain: 1, address: "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", unit: Unit(symbol: "USDC", decimals: 6)),
        KnownToken(
            chain: 1, address: "0xdac17f958d2ee523a2206206994597c13d831ec7", unit: Unit(symbol: "USDT", decimals: 6)),
        KnownToken(
            chain: 1, address: "0x6b175474e89094c44da98b954eedeac495271d0f", unit: Unit(symbol: "DAI", decimals: 18)),
        KnownToken(
            chain: 1, address: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", unit: Unit(symbol: "WETH", decimals: 18)),
        KnownToken(
            chain: 8453, address: "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913", unit: Unit(symbol: "USDC", decimals: 6)
        ),
        KnownToken(
            chain: 42161, address: "0xaf88d065e77c8cc2239327c5edb3a432268e5831", unit: Unit(symbol: "USDC", decimals: 6)
        ),
        KnownToken(
            chain: 10, address: "0x0b2c639c533813f4aa9d7837caf62653d097ff85", unit: Unit(symbol: "USDC", decimals: 6)),
    ]

    /// The unit of a token; where the chain is not known, its address alone must do.
    static func unit(of address: String, chain: UInt64?) -> Unit? {
        let address = address.lowercased()
        return all.first { $0.address == address && (chain == nil || chain == $0.chain) }?.unit
    }
}
