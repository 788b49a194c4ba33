/// The few tokens whose symbol and decimals are beyond doubt: contracts that cannot be anything else. A name is a help
/// to the eye and decides nothing.
package struct KnownToken: Equatable, Sendable {
    /// The chain that its contract is on.
    package let chainID: UInt64
    /// Its contract.
    package let address: Address
    /// What people call it.
    package let symbol: String
    /// How many decimal places an amount of it has.
    package let decimals: Int

    /// What its amounts count.
    package var unit: Unit { Unit(symbol: symbol, decimals: decimals) }

    /// The token at an address; none where the chain is not known, as the same address is another contract elsewhere.
    package static func at(_ address: Address, chain: UInt64?) -> KnownToken? {
        all.first { $0.address == address && $0.chainID == chain }
    }

    /// The token at an address on whichever chain it is known.
    package static func onAnyChain(_ address: Address) -> KnownToken? { all.first { $0.address == address } }

    /// The token of the same symbol on another chain.
    package func counterpart(on chain: UInt64) -> KnownToken? {
        Self.all.first { $0.symbol == symbol && $0.chainID == chain }
    }

    private static let all = [
        // Ethereum
        KnownToken(
            chainID: 1, address: Address(high: 0xA0b8_6991_c621_8b36_c1d1_9D4a_2e9E_b0cE, low: 0x3606_eB48),
            symbol: "USDC", decimals: 6),
        KnownToken(
            chainID: 1, address: Address(high: 0xdAC1_7F95_8D2e_e523_a220_6206_9945_97C1, low: 0x3D83_1ec7),
            symbol: "USDT", decimals: 6),
        KnownToken(
            chainID: 1, address: Address(high: 0x6B17_5474_E890_94C4_4Da9_8b95_4Eed_eAC4, low: 0x9527_1d0F),
            symbol: "DAI", decimals: 18),
        KnownToken(
            chainID: 1, address: Address(high: 0xC02a_aA39_b223_FE8D_0A0e_5C4F_27eA_D908, low: 0x3C75_6Cc2),
            symbol: "WETH", decimals: 18),
        // Base, Arbitrum One, Optimism
        KnownToken(
            chainID: 8453, address: Address(high: 0x8335_89fC_D6eD_b6E0_8f4c_7C32_D4f7_1b54, low: 0xbdA0_2913),
            symbol: "USDC", decimals: 6),
        KnownToken(
            chainID: 42161, address: Address(high: 0xaf88_d065_e77c_8cC2_2393_27C5_EDb3_A432, low: 0x268e_5831),
            symbol: "USDC", decimals: 6),
        KnownToken(
            chainID: 10, address: Address(high: 0x0b2C_639c_5338_13f4_Aa9D_7837_CAf6_2653, low: 0xd097_Ff85),
            symbol: "USDC", decimals: 6),
    ]
}
