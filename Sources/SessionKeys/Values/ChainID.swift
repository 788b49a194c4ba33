/// A chain's number as it stands on the wire.
package enum ChainID {
    /// Reads `0x` and hex digits from 1 to 2^64 - 1, with any number of leading zeros (rules 1.1).
    package static func number(wire text: Span<UInt8>) -> UInt64? {
        guard let count = Hex.digitCount(of: text) else { return nil }
        var first = 0
        while first < count, text[first + 2] == UInt8(ascii: "0") { first += 1 }
        return Hex.number(UInt64.self, in: text, digits: first..<count).flatMap { $0 > 0 ? $0 : nil }
    }
}
