internal import SessionKeys

/// Writes the parts of a row that no query looks into, as few bytes as they need.
struct RowWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ address: Address) { bytes.append(contentsOf: address.bytes) }

    mutating func append(_ selector: Selector) { selector.rawValue.appendBigEndian(to: &bytes) }

    /// An amount without its leading zero bytes, after their count.
    mutating func append(_ amount: Amount) {
        let zeros = amount.high == 0 ? 16 + amount.low.leadingZeroBitCount / 8 : amount.high.leadingZeroBitCount / 8
        bytes.append(UInt8(32 - zeros))
        // The memory of the two numbers is 32 bytes, and does not leave the body.
        unsafe withUnsafeBytes(of: (amount.high.bigEndian, amount.low.bigEndian)) { word in
            unsafe bytes.append(contentsOf: word.suffix(32 - zeros))
        }
    }
}
