package import SessionKeys

/// Canonical ABI, written down rather than thought about: what a wallet would send (rules 2.1).
package enum CallData {
    /// What tells the account about the operation, before what the account is to do.
    package static let prefix: [UInt8] = [0x8d, 0xd7, 0x71, 0x2f]

    /// `transfer(address,uint256)`.
    package static func transfer(_ amount: Amount, to recipient: Address = .recipient) -> [UInt8] {
        Selector.transfer.bytes + word(recipient) + word(amount)
    }

    /// `approve(address,uint256)`.
    package static func approve(_ amount: Amount, for spender: Address = .recipient) -> [UInt8] {
        Selector.approve.bytes + word(spender) + word(amount)
    }

    /// `execute(address,uint256,bytes)`.
    package static func execute(_ call: Call) -> [UInt8] { Selector(0xb61d_27f6).bytes + tuple(call) }

    /// `executeBatch((address,uint256,bytes)[])`.
    package static func executeBatch(_ calls: [Call]) -> [UInt8] {
        var heads: [UInt8] = []
        var tails: [UInt8] = []
        for call in calls {
            heads += word(32 * calls.count + tails.count)
            tails += tuple(call)
        }
        return Selector(0x34fc_d5be).bytes + word(32) + word(calls.count) + heads + tails
    }

    /// `(address,uint256,bytes)`.
    package static func tuple(_ call: Call) -> [UInt8] {
        let padding = [UInt8](repeating: 0, count: (32 - call.data.count % 32) % 32)
        return word(call.to) + word(call.value) + word(96) + word(call.data.count) + call.data + padding
    }

    /// A `uint256`.
    package static func word(_ value: Amount) -> [UInt8] { value.bigEndianBytes }

    /// A small one.
    package static func word(_ value: Int) -> [UInt8] { word(Amount(low: UInt128(value))) }

    /// An `address`.
    package static func word(_ address: Address) -> [UInt8] { [UInt8](repeating: 0, count: 12) + address.bytes }
}

extension Selector {
    /// The four bytes that name a function.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        rawValue.appendBigEndian(to: &bytes)
        return bytes
    }
}
