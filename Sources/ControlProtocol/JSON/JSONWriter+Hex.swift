extension JSONWriter {
    /// A string of `0x` and two lower case digits for each byte.
    package mutating func hex(_ data: some Sequence<UInt8>) {
        append { bytes in
            bytes.append(contentsOf: "\"0x".utf8)
            for byte in data { Self.appendDigits(of: byte, to: &bytes) }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// A quantity from its bytes, the highest first: `0x` and digits without leading zeros; zero is `0x0`.
    package mutating func quantity(bigEndian data: some Sequence<UInt8>) {
        append { bytes in
            bytes.append(contentsOf: "\"0x".utf8)
            let first = bytes.count
            for byte in data where byte != 0 || bytes.count > first {
                if byte < 16, bytes.count == first {
                    bytes.append(Self.digit(byte))
                } else {
                    Self.appendDigits(of: byte, to: &bytes)
                }
            }
            if bytes.count == first { bytes.append(UInt8(ascii: "0")) }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// A quantity: `0x` and digits without leading zeros; zero is `0x0`.
    package mutating func quantity(_ value: UInt64) {
        quantity(bigEndian: stride(from: 56, through: 0, by: -8).lazy.map { UInt8(truncatingIfNeeded: value >> $0) })
    }

    private static func appendDigits(of byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(digit(byte >> 4))
        bytes.append(digit(byte & 0x0F))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") &+ value : UInt8(ascii: "a") &- 10 &+ value
    }
}
