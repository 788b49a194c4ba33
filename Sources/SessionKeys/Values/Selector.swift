/// The first four bytes of a call's data: the function that it names.
package struct Selector: Hashable, Sendable {
    /// The four bytes as a number.
    package let rawValue: UInt32

    /// The selector whose four bytes read as this number.
    package init(_ rawValue: UInt32) { self.rawValue = rawValue }

    /// The selector of a call's data, or `nil` where the data is shorter than four bytes.
    package init?(leading data: ArraySlice<UInt8>) {
        guard data.count >= 4 else { return nil }
        rawValue = UInt32(bigEndian: data.prefix(4))
    }

    /// Reads `0x` and 8 hex digits (rules 1.1).
    package init?(wire text: Span<UInt8>) {
        guard Hex.digitCount(of: text) == 8, let value = Hex.number(UInt32.self, in: text, digits: 0..<8) else {
            return nil
        }
        rawValue = value
    }

    /// 00000000: in functions-on-all-contracts it stands for plain transfers (rules 1.2).
    package static let plainTransfer = Selector(0)
    /// `transfer(address,uint256)` of ERC-20.
    package static let transfer = Selector(0xa905_9cbb)
    /// `approve(address,uint256)` of ERC-20.
    package static let approve = Selector(0x095e_a7b3)
    /// `transferFrom(address,address,uint256)` of ERC-20.
    package static let transferFrom = Selector(0x23b8_72dd)
    /// `execute(address,uint256,bytes)` of the account.
    package static let execute = Selector(0xb61d_27f6)
    /// `executeBatch((address,uint256,bytes)[])` of the account.
    package static let executeBatch = Selector(0x34fc_d5be)
    /// `executeUserOp`, which tells the account about the operation itself.
    package static let executeUserOperation = Selector(0x8dd7_712f)
}

extension Selector: CustomStringConvertible {
    /// The selector as answers carry it: `0x` and 8 lower-case digits.
    package var description: String { Hex.text(rawValue.bigEndianBytes) }
}
