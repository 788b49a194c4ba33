/// Writes values one after another so that no two different lists of values give the same bytes: what a key's content
/// is compared by (rules 3.5).
package struct ContentWriter: Sendable {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []

    /// A writer with room for what most contents need.
    package init() { bytes.reserveCapacity(512) }

    /// Appends a number, seven bits to a byte, the lowest first: what is hashed costs by its length, and most numbers
    /// are small.
    package mutating func append(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Appends an amount, or that there is none: a byte that tells which, and then the amount's significant bytes where
    /// those are at most eight, else all 32.
    package mutating func append(_ amount: Amount?) {
        guard let amount else { return bytes.append(0) }
        guard amount.high == 0, let small = UInt64(exactly: amount.low) else {
            bytes.append(33)
            amount.high.appendBigEndian(to: &bytes)
            return amount.low.appendBigEndian(to: &bytes)
        }
        let size = (64 - small.leadingZeroBitCount + 7) / 8
        bytes.append(UInt8(1 + size))
        for place in (0..<size).reversed() { bytes.append(UInt8(truncatingIfNeeded: small >> UInt64(place * 8))) }
    }

    /// Appends an address, or that there is none.
    package mutating func append(_ address: Address?) {
        bytes.append(address == nil ? 0 : 1)
        if let address { address.appendBigEndian(to: &bytes) }
    }

    /// Appends bytes, or that there are none: their number plus one and then the bytes, or only a zero.
    package mutating func append(_ data: ArraySlice<UInt8>?) {
        guard let data else { return bytes.append(0) }
        append(UInt64(data.count) + 1)
        bytes.append(contentsOf: data)
    }

    /// Appends a text, or that there is none.
    package mutating func append(_ text: String?) { append(text.map { ArraySlice($0.utf8) }) }
}
