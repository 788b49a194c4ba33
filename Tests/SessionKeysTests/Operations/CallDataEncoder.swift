import SessionKeys
import TestSupport

/// Canonical ABI, written down rather than thought about: what a wallet would send (rules 2.1).
enum CallDataEncoder {
    static let prefix: [UInt8] = [0x8d, 0xd7, 0x71, 0x2f]

    static func word(_ value: Amount) -> [UInt8] { value.bigEndianBytes }

    static func word(_ value: Int) -> [UInt8] { Amount(low: UInt128(value)).bigEndianBytes }

    static func word(_ address: Address) -> [UInt8] { Array(repeating: 0, count: 12) + address.bytes }

    /// `execute(address,uint256,bytes)`.
    static func execute(_ call: Call) -> [UInt8] { Selector(0xb61d_27f6).bytes + tuple(call) }

    /// `executeBatch((address,uint256,bytes)[])`.
    static func executeBatch(_ calls: [Call]) -> [UInt8] {
        var heads: [UInt8] = []
        var tails: [UInt8] = []
        for call in calls {
            heads += word(32 * calls.count + tails.count)
            tails += tuple(call)
        }
        return Selector(0x34fc_d5be).bytes + word(32) + word(calls.count) + heads + tails
    }

    /// `(address,uint256,bytes)`.
    static func tuple(_ call: Call) -> [UInt8] {
        let padding = Array(repeating: 0 as UInt8, count: (32 - call.data.count % 32) % 32)
        return word(call.to) + word(call.value) + word(96) + word(call.data.count) + call.data + padding
    }
}
