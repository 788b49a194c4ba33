package import SessionKeys

extension JSONWriter {
    /// A string of `0x` and two lower case digits for each byte.
    package mutating func hex(_ data: [UInt8]) {
        hex(data[...])
    }

    /// A string of `0x` and two lower case digits for each byte.
    package mutating func hex(_ data: ArraySlice<UInt8>) {
        append { bytes in
            bytes.append(contentsOf: "\"0x".utf8)
            bytes.append(addingCapacity: 2 * data.count) { output in
                for byte in data {
                    output.append(Hex.digit(byte >> 4))
                    output.append(Hex.digit(byte & 0x0F))
                }
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// A quantity: `0x` and digits without leading zeros; zero is `0x0`.
    package mutating func quantity(_ amount: Amount) {
        quantity(high: amount.high, low: amount.low)
    }

    /// A quantity: `0x` and digits without leading zeros; zero is `0x0`.
    package mutating func quantity(_ value: UInt64) {
        quantity(high: 0, low: UInt128(value))
    }

    private mutating func quantity(high: UInt128, low: UInt128) {
        append { bytes in
            bytes.append(contentsOf: "\"0x".utf8)
            if high != 0 { Self.appendDigits(of: high, atLeast: 1, to: &bytes) }
            Self.appendDigits(of: low, atLeast: high == 0 ? 1 : 32, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private static func appendDigits(of number: UInt128, atLeast minimum: Int, to bytes: inout [UInt8]) {
        let count = max(minimum, (number.bitWidth - number.leadingZeroBitCount + 3) / 4)
        bytes.append(addingCapacity: count) { output in
            for place in (0..<count).reversed() {
                output.append(Hex.digit(UInt8(truncatingIfNeeded: number &>> (4 &* place)) & 0x0F))
            }
        }
    }
}
