/// Hex digits as they stand on the wire, as bytes of text (rules 1.1).
package enum Hex {
    /// How many digits follow a leading `0x`, or `nil` without one. A capital X is no prefix.
    package static func digitCount(of text: Span<UInt8>) -> Int? {
        guard text.count >= 2, text[0] == UInt8(ascii: "0"), text[1] == UInt8(ascii: "x") else { return nil }
        return text.count - 2
    }

    /// Reads the digits of a range behind `0x` as a number, as `number` does.
    package static func number<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type, in text: Span<UInt8>, digits: Range<Int>
    ) -> Number? {
        number(type, in: text.extracting(digits.lowerBound + 2..<digits.upperBound + 2))
    }

    /// The value of one digit in either letter case.
    @inlinable
    package static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Reads digits without `0x` as a number, or `nil` where they are more than the type has room for, zeros included.
    /// No digits at all give 0: the caller counts them.
    package static func number<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type, in digits: Span<UInt8>
    ) -> Number? {
        guard digits.count * 4 <= Number.bitWidth else { return nil }
        var value: Number = 0
        // First the digits that fill no group, then eight at a time.
        var position = digits.count % HexGroup.size
        for index in 0..<position {
            guard let nibble = self.value(of: digits[index]) else { return nil }
            value = value << 4 | Number(truncatingIfNeeded: nibble)
        }
        while position < digits.count {
            guard let group = HexGroup.value(in: digits, at: position) else { return nil }
            value = value << 32 | Number(truncatingIfNeeded: group)
            position += HexGroup.size
        }
        return value
    }

    /// Reads `0x` and an even number of digits as bytes; `0x` alone is no bytes.
    package static func bytes(of text: Span<UInt8>) -> [UInt8]? {
        guard let count = digitCount(of: text), count.isMultiple(of: 2) else { return nil }
        var isHex = true
        let bytes = [UInt8](capacity: count / 2) { output in
            isHex = append(text.extracting(2...), to: &output)
        }
        return isHex ? bytes : nil
    }

    /// Appends the bytes that an even number of digits spell; false where something is no digit.
    private static func append(_ digits: Span<UInt8>, to output: inout OutputSpan<UInt8>) -> Bool {
        var position = 0
        while digits.count - position >= 2 * HexGroup.size {
            guard let pair = HexGroup.pair(in: digits, at: position) else { return false }
            output.append(bigEndian: pair)
            position += 2 * HexGroup.size
        }
        if digits.count - position >= HexGroup.size {
            guard let group = HexGroup.value(in: digits, at: position) else { return false }
            output.append(bigEndian: group)
            position += HexGroup.size
        }
        while position < digits.count {
            guard let upper = value(of: digits[position]), let lower = value(of: digits[position + 1]) else {
                return false
            }
            output.append(upper << 4 | lower)
            position += 2
        }
        return true
    }

    /// Appends the two lower-case digits of each byte.
    package static func append(_ bytes: [UInt8], to text: inout OutputSpan<UInt8>) {
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
    }

    /// Appends all the lower-case digits of a number, leading zeros included.
    package static func append(_ number: UInt32, to text: inout OutputSpan<UInt8>) {
        text.append(bigEndian: HexGroup.digits(of: number))
    }

    /// Appends the lower-case digits of a number from the first one that is not zero on, but at least one. For a moment
    /// it takes the room of a group.
    package static func append(_ number: UInt32, withoutZerosTo text: inout OutputSpan<UInt8>) {
        let zeros = min(HexGroup.size - 1, number.leadingZeroBitCount / 4)
        text.append(bigEndian: HexGroup.digits(of: number) << UInt64(8 * zeros))
        text.removeLast(zeros)
    }

    /// Appends all the lower-case digits of a number, leading zeros included.
    package static func append(_ number: UInt64, to text: inout OutputSpan<UInt8>) {
        append(UInt32(truncatingIfNeeded: number >> 32), to: &text)
        append(UInt32(truncatingIfNeeded: number), to: &text)
    }

    /// Appends all the lower-case digits of a number, leading zeros included.
    package static func append(_ number: UInt128, to text: inout OutputSpan<UInt8>) {
        append(UInt64(truncatingIfNeeded: number >> 64), to: &text)
        append(UInt64(truncatingIfNeeded: number), to: &text)
    }

    /// The lower-case digit of a value from 0 to 15.
    @inlinable
    package static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// `0x` and the two lower-case digits of each byte.
    package static func text(_ bytes: [UInt8]) -> String {
        let text = [UInt8](capacity: 2 + 2 * bytes.count) { output in
            output.append(UInt8(ascii: "0"))
            output.append(UInt8(ascii: "x"))
            append(bytes, to: &output)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
