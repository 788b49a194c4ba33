/// What the currency of a chain is called.
enum NativeSymbol {
    /// The symbol on a well-known chain; elsewhere `ether`, the EVM's own word for 10^18 wei.
    static func of(chain: UInt64?) -> String {
        switch chain {
        // Ethereum, Optimism, Base, Arbitrum One, and the test networks Sepolia, Base Sepolia and Arbitrum Sepolia.
        case 1, 10, 8453, 42161, 11_155_111, 84532, 421_614: "ETH"
        case 137: "POL"
        case 56: "BNB"
        default: "ether"
        }
    }
}
