/// The 16 random bytes that name a session (rules 1.4).
package struct SessionID: Hashable, Sendable, CustomStringConvertible {
    /// The number that they make.
    package let rawValue: UInt128

    /// An id of a number.
    package init(_ rawValue: UInt128) { self.rawValue = rawValue }

    /// Reads `0x` and 32 hex digits.
    package init?(wire text: Span<UInt8>) {
        guard Hex.digitCount(of: text) == 32, let value = Hex.number(UInt128.self, in: text, digits: 0..<32) else {
            return nil
        }
        rawValue = value
    }

    /// The 16 bytes, as the store keeps them.
    package var bytes: [UInt8] { rawValue.bigEndianBytes }

    /// Appends the 32 digits, as answers carry them.
    package func appendDigits(to text: inout OutputSpan<UInt8>) { Hex.append(rawValue, to: &text) }

    /// The id as answers carry it: `0x` and 32 lower-case digits.
    package var description: String { Hex.text(bytes) }
}
