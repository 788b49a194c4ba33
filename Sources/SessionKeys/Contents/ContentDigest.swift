/// The SHA-256 of what `ContentWriter` wrote: 256 bits that nobody can make two contents share.
package struct ContentDigest: Hashable, Sendable {
    /// The digest as a number, its first byte the most significant.
    package let value: Amount

    /// A digest that was computed.
    package init(_ value: Amount) { self.value = value }

    /// A digest of 32 bytes; anything else gives `nil`.
    package init?(bytes: [UInt8]) {
        guard let value = Amount(bigEndian: bytes[...]) else { return nil }
        self.value = value
    }

    /// Its 32 bytes, as the store keeps them.
    package var bytes: [UInt8] { value.bigEndianBytes }
}
