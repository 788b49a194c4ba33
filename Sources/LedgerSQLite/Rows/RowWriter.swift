import SessionKeys

/// Writes the parts of a row that no query looks into, as few bytes as they need.
struct RowWriter {
    /// The most bytes that an amount takes.
    static let amountSize = 33

    private(set) var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ address: Address) { address.appendBigEndian(to: &bytes) }

    mutating func append(_ selector: Selector) { selector.rawValue.appendBigEndian(to: &bytes) }

    /// An amount without its leading zero bytes, after their count.
    mutating func append(_ amount: Amount) {
        let high = Self.size(of: amount.high)
        let low = high > 0 ? 16 : Self.size(of: amount.low)
        bytes.append(addingCapacity: Self.amountSize) { output in
            output.append(UInt8(high + low))
            Self.append(amount.high, size: high, to: &output)
            Self.append(amount.low, size: low, to: &output)
        }
    }

    /// How many bytes the number takes without its leading zeros.
    private static func size(of number: UInt128) -> Int { 16 - number.leadingZeroBitCount / 8 }

    private static func append(_ number: UInt128, size: Int, to output: inout OutputSpan<UInt8>) {
        var shift = 8 * size
        while shift > 0 {
            shift -= 8
            output.append(UInt8(truncatingIfNeeded: number >> UInt128(shift)))
        }
    }
}
