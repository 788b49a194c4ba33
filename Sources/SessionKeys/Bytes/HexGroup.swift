/// Eight hex digits at once, each in one byte of a word, the first in the highest; or sixteen in a vector: most of what
/// is read and written is hex.
///
/// What is done to the word is done to each of its bytes. No byte carries into the next one: all of them are ASCII, and
/// what is added keeps them below 256.
enum HexGroup {
    /// How many digits make a group.
    static let size = 8

    private static let each: UInt64 = 0x0101_0101_0101_0101
    private static let highBits = each &* 0x80

    /// The number that eight digits in either letter case spell, or `nil` where one of them is none.
    static func value(in text: Span<UInt8>, at position: Int) -> UInt32? {
        // The load is unsafe only in that it reinterprets memory: any bytes make a word, and the span checks the
        // bounds.
        let word = unsafe UInt64(
            bigEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
        guard word & highBits == 0 else { return nil }
        let letters = marks(of: word | each &* 0x20, from: UInt8(ascii: "a"), through: UInt8(ascii: "f"))
        let decimals = marks(of: word, from: UInt8(ascii: "0"), through: UInt8(ascii: "9"))
        guard letters | decimals == highBits else { return nil }
        return packed((word & (each &* 0x0F)) &+ (letters >> 7) &* 9)
    }

    /// The number that sixteen digits in either letter case spell, or `nil` where one of them is none.
    @inline(__always)
    static func pair(in text: Span<UInt8>, at position: Int) -> UInt64? {
        // Unsafe only in that it reinterprets memory: any bytes make a vector, and the span checks the bounds.
        let digits = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: ByteVector.self)
        let offsets = (digits | ByteVector(repeating: 0x20)) &- ByteVector(repeating: UInt8(ascii: "a"))
        let letters = (offsets .< ByteVector(repeating: 6)).bytes
        let decimals = (digits &- ByteVector(repeating: UInt8(ascii: "0")) .< ByteVector(repeating: 10)).bytes
        // Any vector makes a number.
        guard unsafe unsafeBitCast(letters | decimals, to: UInt128.self) == .max else { return nil }
        let nibbles = (digits & ByteVector(repeating: 0x0F)) &+ (letters & ByteVector(repeating: 9))
        // Of two neighbours the first is the higher half of a byte: it is the lower one of a little-endian word. Any
        // vector makes one of words, and a number.
        let words = unsafe unsafeBitCast(nibbles, to: SIMD8<UInt16>.self)
        let bytes = SIMD8<UInt8>(truncatingIfNeeded: words &* 16 | words &>> 8)
        return unsafe UInt64(bigEndian: unsafeBitCast(bytes, to: UInt64.self))
    }

    /// The eight lower-case digits of a number.
    static func digits(of number: UInt32) -> UInt64 {
        let nibbles = spread(number)
        let letters = (nibbles &+ each &* 6) >> 4 & each
        return nibbles &+ each &* UInt64(UInt8(ascii: "0")) &+ letters
            &* UInt64(UInt8(ascii: "a") - UInt8(ascii: "0") - 10)
    }

    /// The high bit of each byte that lies in a range of ASCII.
    private static func marks(of word: UInt64, from first: UInt8, through last: UInt8) -> UInt64 {
        let reached = word &+ each &* UInt64(0x80 - first)
        let passed = word &+ each &* UInt64(0x7F - last)
        return reached & ~passed & highBits
    }

    /// The low half of each byte, pushed together.
    private static func packed(_ nibbles: UInt64) -> UInt32 {
        let bytes = (nibbles | nibbles >> 4) & 0x00FF_00FF_00FF_00FF
        let pairs = (bytes | bytes >> 8) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: pairs | pairs >> 16)
    }

    /// The eight digits' values, pulled apart into a byte each.
    private static func spread(_ number: UInt32) -> UInt64 {
        let pairs = (UInt64(number) | UInt64(number) << 16) & 0x0000_FFFF_0000_FFFF
        let bytes = (pairs | pairs << 8) & 0x00FF_00FF_00FF_00FF
        return (bytes | bytes << 4) & 0x0F0F_0F0F_0F0F_0F0F
    }
}
