/// 16 random bytes in a store that change with every start, and differ in every copy: by them an old copy is
/// recognised.
package struct StoreMark: Hashable, Sendable, CustomStringConvertible {
    /// The number that is compared.
    package let rawValue: UInt128

    /// A mark of a number.
    package init(_ rawValue: UInt128) { self.rawValue = rawValue }

    /// Reads 16 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        rawValue = UInt128(bigEndian: bytes[...])
    }

    /// Its 16 bytes, as files keep them.
    package var bytes: [UInt8] { rawValue.bigEndianBytes }

    /// The mark for people: `0x` and 32 lower-case digits.
    package var description: String { Hex.text(bytes) }
}
