import SessionKeys

/// What the bytes of a JSON text are, looked at one by one or sixteen at a time.
enum JSONText {
    /// The white space of RFC 8259, and no other. Mostly there is none, which one comparison tells.
    @inline(__always)
    static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte <= 0x20 && (byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09)
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }

    /// The first byte at or after `start` that is not plain string text: a quote, a backslash, a control character
    /// or a byte beyond ASCII; the end of the bytes if there is none.
    static func endOfPlainText(in bytes: Span<UInt8>, from start: Int) -> Int {
        var position = start
        // Most bytes of most messages are hexadecimal digits inside strings, so they are read sixteen at a time. The
        // load is unsafe only in that it reinterprets memory: any bytes make a vector, and the span checks the bounds.
        let raw = unsafe bytes.bytes
        while position <= bytes.count &- 16 {
            let chunk = unsafe raw.unsafeLoadUnaligned(fromByteOffset: position, as: ByteVector.self)
            let stops = stops(in: chunk)
            if stops != 0 { return position &+ stops.trailingZeroBitCount / 8 }
            position &+= 16
        }
        while position < bytes.count, isPlain(bytes[position]) { position &+= 1 }
        return position
    }

    /// The first quote or backslash at or after `start`; the end of the bytes if there is none.
    static func endOfStringText(in bytes: Span<UInt8>, from start: Int) -> Int {
        var position = endOfPlainText(in: bytes, from: start)
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
            position = endOfPlainText(in: bytes, from: position &+ 1)
        }
        return position
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// A number whose lowest byte that is not zero tells which byte is the first that stops plain text; zero if none
    /// does.
    @inline(__always)
    private static func stops(in chunk: ByteVector) -> UInt128 {
        let quotes = (chunk .== ByteVector(repeating: UInt8(ascii: "\""))).bytes
        let backslashes = (chunk .== ByteVector(repeating: UInt8(ascii: "\\"))).bytes
        // With the highest bit turned over, those beyond ASCII come before control characters, and those before all else.
        let others = (chunk ^ ByteVector(repeating: 0x80) .< ByteVector(repeating: 0xA0)).bytes
        // Unsafe only in that it reinterprets memory: any vector makes a number.
        return UInt128(littleEndian: unsafe unsafeBitCast(quotes | backslashes | others, to: UInt128.self))
    }

    /// The length of the UTF-8 character that starts here with a byte beyond ASCII, by table 3-7 of the Unicode
    /// standard: no overlong form, no surrogate, nothing above U+10FFFF. Nil if it is none.
    static func lengthOfCharacter(in bytes: Span<UInt8>, at start: Int) -> Int? {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[start] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard length <= bytes.count - start, second.contains(bytes[start + 1]) else { return nil }
        for position in start + 2..<start + length where bytes[position] & 0xC0 != 0x80 { return nil }
        return length
    }
}
