package import SessionKeys

extension JSONWriter {
    /// A string of `0x` and two lower case digits for each byte.
    package mutating func hex(_ data: [UInt8]) {
        hex(digits: 2 * data.count) { Hex.append(data, to: &$0) }
    }

    /// A string of `0x` and at most so many digits, which the body writes.
    mutating func hex(digits count: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
        append(atMost: count + Self.hexSize) { $0.append(hex: body) }
    }

    /// A member that is a string of `0x` and at most so many digits, which the body writes.
    mutating func member(_ name: StaticString, digits count: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
        member(name, atMost: count + Self.hexSize) { $0.append(hex: body) }
    }

    /// A member that is a quantity: `0x` and digits without leading zeros; zero is `0x0`.
    package mutating func member(_ name: StaticString, amount: Amount) {
        member(name, digits: 64) { $0.append(digitsOf: amount) }
    }

    /// A member that is a quantity: `0x` and digits without leading zeros; zero is `0x0`.
    package mutating func member(_ name: StaticString, quantity value: UInt64) {
        member(name, digits: 16) { $0.append(digitsOf: UInt128(value)) }
    }

    /// The quotes, and the `0x`.
    private static let hexSize = 4
}
