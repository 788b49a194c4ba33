import SessionKeys

extension KnownToken {
    /// The unit of a token; where the chain is not known, its address alone must do.
    static func unit(of address: String, chain: UInt64?) -> Unit? {
        Address(wire: address.utf8Span.span).flatMap { at($0, chain: chain) }.map {
            Unit(symbol: $0.symbol, decimals: $0.decimals)
        }
    }
}
