package import SessionKeys

/// The ABI encodings that tests call with.
package enum CallData {
    /// `transfer(address,uint256)`.
    package static func transfer(_ amount: Amount, to recipient: Address = .recipient) -> [UInt8] {
        bytes(of: .transfer) + word(recipient) + amount.bigEndianBytes
    }

    /// `approve(address,uint256)`.
    package static func approve(_ amount: Amount, for spender: Address = .recipient) -> [UInt8] {
        bytes(of: .approve) + word(spender) + amount.bigEndianBytes
    }

    /// `execute(address,uint256,bytes)`, after the prefix that tells the account about the operation.
    package static func execute(_ call: Call) -> [UInt8] {
        bytes(of: .executeUserOperation) + bytes(of: .execute) + tuple(call)
    }

    /// `executeBatch((address,uint256,bytes)[])`, after the same prefix.
    package static func executeBatch(_ calls: [Call]) -> [UInt8] {
        let tuples = calls.map(tuple)
        var heads: [UInt8] = []
        var position = 32 * calls.count
        for tuple in tuples {
            heads += word(position)
            position += tuple.count
        }
        return bytes(of: .executeUserOperation) + bytes(of: .executeBatch) + word(32) + word(calls.count) + heads
            + tuples.flatMap(\.self)
    }

    /// The four bytes of a selector.
    package static func bytes(of selector: Selector) -> [UInt8] {
        var bytes: [UInt8] = []
        selector.rawValue.appendBigEndian(to: &bytes)
        return bytes
    }

    private static func tuple(_ call: Call) -> [UInt8] {
        word(call.to) + call.value.bigEndianBytes + word(96) + word(call.data.count) + call.data
            + [UInt8](repeating: 0, count: (32 - call.data.count % 32) % 32)
    }

    private static func word(_ address: Address) -> [UInt8] { [UInt8](repeating: 0, count: 12) + address.bytes }

    private static func word(_ number: Int) -> [UInt8] { Amount(low: UInt128(number)).bigEndianBytes }
}
