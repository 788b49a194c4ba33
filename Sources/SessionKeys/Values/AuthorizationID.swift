/// Names an authorization: its number in the ledger, by which it is found, and 8 random bytes, so that it cannot be
/// guessed.
package struct AuthorizationID: Hashable, Sendable, CustomStringConvertible {
    /// Its number in the ledger, from 1 on.
    package let number: UInt64
    /// The random half.
    package let nonce: UInt64

    /// The id with these two halves.
    package init(number: UInt64, nonce: UInt64) {
        self.number = number
        self.nonce = nonce
    }

    /// Reads `0x` and 32 hex digits.
    package init?(wire text: Span<UInt8>) {
        guard Hex.digitCount(of: text) == 32,
            let number = Hex.number(UInt64.self, in: text, digits: 0..<16),
            let nonce = Hex.number(UInt64.self, in: text, digits: 16..<32)
        else { return nil }
        self.init(number: number, nonce: nonce)
    }

    /// The 16 bytes, as the store keeps them.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        number.appendBigEndian(to: &bytes)
        nonce.appendBigEndian(to: &bytes)
        return bytes
    }

    /// Appends the 32 digits, as answers carry them.
    package func appendDigits(to text: inout OutputSpan<UInt8>) {
        Hex.append(number, to: &text)
        Hex.append(nonce, to: &text)
    }

    /// The id as answers carry it: `0x` and 32 lower-case digits.
    package var description: String { Hex.text(bytes) }
}
