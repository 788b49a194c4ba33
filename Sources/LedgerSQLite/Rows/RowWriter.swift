internal import SessionKeys

/// Writes the parts of a row that no query looks into, as few bytes as they need.
struct RowWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ address: Address) { bytes.append(contentsOf: address.bytes) }

    mutating func append(_ selector: Selector) { selector.rawValue.appendBigEndian(to: &bytes) }

    /// An amount without its leading zero bytes, after their count.
    mutating func append(_ amount: Amount) {
        let significant = amount.bigEndianBytes.drop { $0 == 0 }
        bytes.append(UInt8(significant.count))
        bytes.append(contentsOf: significant)
    }
}
