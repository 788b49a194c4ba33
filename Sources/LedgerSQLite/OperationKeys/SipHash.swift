import SessionKeys

/// SipHash-2-4 (Aumasson and Bernstein, 2012): 64 bits that nobody foretells who does not know the secret.
struct SipHash {
    private var v0: UInt64
    private var v1: UInt64
    private var v2: UInt64
    private var v3: UInt64
    /// The bytes that fill no word yet, the first one lowest.
    private var tail: UInt64 = 0
    private var count: UInt64 = 0

    init(_ secret: KeyHashSecret) {
        v0 = secret.low ^ 0x736f_6d65_7073_6575
        v1 = secret.high ^ 0x646f_7261_6e64_6f6d
        v2 = secret.low ^ 0x6c79_6765_6e65_7261
        v3 = secret.high ^ 0x7465_6462_7974_6573
    }

    mutating func append(_ byte: UInt8) {
        tail |= UInt64(byte) << (8 * (count & 7))
        count &+= 1
        guard count & 7 == 0 else { return }
        mix(tail)
        tail = 0
    }

    /// Appends the bytes of a text, eight at a time where it has as many.
    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            // The buffer does not leave the body, and each load is within it; any bytes make a word.
            let bytes = UnsafeRawBufferPointer(utf8)
            let whole = utf8.count & ~7
            for start in stride(from: 0, to: whole, by: 8) {
                append(UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)))
            }
            for place in whole..<utf8.count { append(unsafe bytes[place]) }
        }
    }

    /// Appends eight bytes, the lowest first.
    mutating func append(_ word: UInt64) {
        let shift = 8 * (count & 7)
        mix(tail | word << shift)
        tail = shift == 0 ? 0 : word >> (64 - shift)
        count &+= 8
    }

    /// Appends the 32 bytes of an amount, word by word, each with its lowest byte first.
    mutating func append(_ amount: Amount) { amount.forEachWord { append($0) } }

    /// The hash of what was appended.
    consuming func finish() -> UInt64 {
        mix(tail | count << 56)
        v2 ^= 0xff
        for _ in 0..<4 { round() }
        return v0 ^ v1 ^ v2 ^ v3
    }

    private mutating func mix(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    private mutating func round() {
        v0 &+= v1
        v2 &+= v3
        v1 = v0 ^ Self.rotate(v1, by: 13)
        v3 = v2 ^ Self.rotate(v3, by: 16)
        v0 = Self.rotate(v0, by: 32)
        v2 &+= v1
        v0 &+= v3
        v1 = v2 ^ Self.rotate(v1, by: 17)
        v3 = v0 ^ Self.rotate(v3, by: 21)
        v2 = Self.rotate(v2, by: 32)
    }

    private static func rotate(_ word: UInt64, by count: UInt64) -> UInt64 { word << count | word >> (64 - count) }
}
