/// The data of a token's `transfer(address,uint256)` or `approve(address,uint256)`: the selector, and a word of 32
/// bytes for each of the two.
package enum TokenCall {
    private static let selectorSize = 4
    private static let wordSize = 32
    /// The upper bytes of a word that an address does not reach.
    private static let paddingSize = 12

    /// How many bytes of data there are at least; what follows them is not looked at.
    static let size = selectorSize + 2 * wordSize

    /// Whether the upper bytes of the first word are zero, as they have to be.
    static func hasCleanAddress(_ data: ArraySlice<UInt8>) -> Bool {
        data.dropFirst(selectorSize).prefix(paddingSize).allSatisfy { $0 == 0 }
    }

    /// The second word; `nil` where there are fewer bytes.
    static func amount(in data: ArraySlice<UInt8>) -> Amount? {
        Amount(bigEndian: data.dropFirst(selectorSize + wordSize).prefix(wordSize))
    }

    /// The data that transfers an amount.
    package static func transfer(to recipient: Address, amount: Amount) -> [UInt8] {
        var data: [UInt8] = []
        Selector.transfer.rawValue.appendBigEndian(to: &data)
        data += [UInt8](repeating: 0, count: paddingSize) + recipient.bytes + amount.bigEndianBytes
        return data
    }
}
