package import SessionKeys

extension JSONWriter {
    /// A string of `0x` and two lower case digits for each byte.
    package mutating func hex(_ data: [UInt8]) {
        hex(data[...])
    }

    /// A string of `0x` and two lower case digits for each byte.
    package mutating func hex(_ data: ArraySlice<UInt8>) {
        hex(digits: 2 * data.count) { output in
            for byte in data {
                output.append(Hex.digit(byte >> 4))
                output.append(Hex.digit(byte & 0x0F))
            }
        }
    }

    /// A string of `0x` and at most so many digits, which the body writes.
    mutating func hex(digits count: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
        append(atMost: count + 4) { output in
            output.append(UInt8(ascii: "\""))
            output.append(UInt8(ascii: "0"))
            output.append(UInt8(ascii: "x"))
            body(&output)
            output.append(UInt8(ascii: "\""))
        }
    }

    /// A quantity: `0x` and digits without leading zeros; zero is `0x0`.
    package mutating func quantity(_ amount: Amount) {
        guard amount.high != 0 else { return quantity(amount.low) }
        hex(digits: 64) { output in
            Self.append(amount.high, to: &output)
            Hex.append(amount.low, to: &output)
        }
    }

    /// A quantity: `0x` and digits without leading zeros; zero is `0x0`.
    package mutating func quantity(_ value: UInt64) {
        quantity(UInt128(value))
    }

    private mutating func quantity(_ number: UInt128) {
        hex(digits: 32) { Self.append(number, to: &$0) }
    }

    /// Appends the digits of a number from the first one that is not zero on, but at least one.
    private static func append(_ number: UInt128, to output: inout OutputSpan<UInt8>) {
        var rest = number
        var count = max(1, (number.bitWidth - number.leadingZeroBitCount + 3) / 4)
        // The digits that fill no group of eight come first.
        let odd = count % 8
        rest <<= 4 * (32 - count)
        for _ in 0..<odd {
            output.append(Hex.digit(UInt8(truncatingIfNeeded: rest >> 124)))
            rest <<= 4
        }
        count -= odd
        while count > 0 {
            Hex.append(UInt32(truncatingIfNeeded: rest >> 96), to: &output)
            rest <<= 32
            count -= 8
        }
    }
}
