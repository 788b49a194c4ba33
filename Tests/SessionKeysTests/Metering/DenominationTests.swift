import SessionKeys
import Testing

struct DenominationTests {
    private let milliether = Amount(low: 1_000_000_000_000_000)

    @Test func `a chain's own currency has the symbol that it has there`() {
        let symbols: [(UInt64?, String)] = [(1, "ETH"), (8453, "ETH"), (137, "POL"), (31_337, "ether"), (nil, "ether")]
        for (chain, symbol) in symbols {
            let denomination = Denomination(chain: chain, gasLimitUnit: .gas)
            #expect(denomination.text(milliether, of: .native) == "0.001 \(symbol)")
        }
    }

    @Test func `a gas limit counts gas, or what gas costs, or it is not known which`() {
        let limits: [(GasLimitUnit?, String)] = [
            (.gas, "1000000000000000 gas"), (.wei, "0.001 POL for gas"), (nil, "1000000000000000 of the gas limit"),
        ]
        for (unit, text) in limits {
            #expect(Denomination(chain: 137, gasLimitUnit: unit).text(milliether, of: .gas) == text)
        }
    }

    @Test func `a token has its symbol only on the chain where it is known`() {
        let text = "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"
        let token = Address(high: 0x8335_89fc_d6ed_b6e0_8f4c_7c32_d4f7_1b54, low: 0xbda0_2913)
        let amount = Amount(low: 25_500_000)
        let unnamed = "25500000 units of \(text)"
        let texts: [(UInt64?, String)] = [(8453, "25.5 USDC"), (nil, unnamed), (1, unnamed)]
        for (chain, expected) in texts {
            #expect(Denomination(chain: chain, gasLimitUnit: nil).text(amount, of: .token(token)) == expected)
        }
    }
}
