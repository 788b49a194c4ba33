/// Hex digits as they stand on the wire, as bytes of text (semantics 1.1).
package enum Hex {
    /// The digits after a leading `0x`, or `nil` without one. A capital X is no prefix.
    package static func digits(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let start = text.startIndex
        guard text.count >= 2, text[start] == UInt8(ascii: "0"), text[start + 1] == UInt8(ascii: "x") else {
            return nil
        }
        return text[(start + 2)...]
    }

    /// The value of one digit in either letter case.
    package static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Reads digits without `0x` as a number, or `nil` where they are more than the type has room for, zeros included.
    /// No digits at all are 0: whoever calls counts them.
    package static func number<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type, in digits: ArraySlice<UInt8>
    ) -> Number? {
        guard digits.count * 4 <= Number.bitWidth else { return nil }
        var value: Number = 0
        for digit in digits {
            guard let nibble = self.value(of: digit) else { return nil }
            value = value << 4 | Number(truncatingIfNeeded: nibble)
        }
        return value
    }

    /// Reads `0x` and an even number of digits as bytes; `0x` alone is no bytes.
    package static func bytes(of text: ArraySlice<UInt8>) -> [UInt8]? {
        guard let digits = digits(of: text), digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var index = digits.startIndex
        while index < digits.endIndex {
            guard let upper = value(of: digits[index]), let lower = value(of: digits[index + 1]) else { return nil }
            bytes.append(upper << 4 | lower)
            index += 2
        }
        return bytes
    }

    /// Appends the two lower-case digits of each byte.
    package static func append(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
    }

    /// The lower-case digit of a value from 0 to 15.
    package static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// `0x` and the two lower-case digits of each byte.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = [UInt8(ascii: "0"), UInt8(ascii: "x")]
        append(bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
