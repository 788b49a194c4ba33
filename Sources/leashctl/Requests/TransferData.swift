import SessionKeys

/// The data of a token's `transfer(address,uint256)`.
enum TransferData {
    static func of(recipient: Address, amount: Amount) -> [UInt8] {
        var data: [UInt8] = []
        Selector.transfer.rawValue.appendBigEndian(to: &data)
        data += [UInt8](repeating: 0, count: 12) + recipient.bytes + amount.bigEndianBytes
        return data
    }
}
