/// The 20 bytes of an account or a contract.
package struct Address: Hashable, Sendable {
    private let high: UInt128
    private let low: UInt32

    /// Reads 20 bytes; anything else gives `nil`.
    package init?(bytes: Span<UInt8>) {
        guard bytes.count == 20 else { return nil }
        high = UInt128(bigEndian: bytes.extracting(first: 16))
        low = UInt32(bigEndian: bytes.extracting(last: 4))
    }

    /// Reads 20 bytes; anything else gives `nil`.
    package init?(bytes: ArraySlice<UInt8>) { self.init(bytes: bytes.span) }

    /// Reads `0x` and 40 hex digits in any letter case (rules 1.1).
    package init?(wire text: Span<UInt8>) {
        guard Hex.digitCount(of: text) == 40,
            let high = Hex.number(UInt128.self, in: text, digits: 0..<32),
            let low = Hex.number(UInt32.self, in: text, digits: 32..<40)
        else { return nil }
        self.high = high
        self.low = low
    }

    /// The address `high * 2^32 + low`, for addresses that the source code names.
    package init(high: UInt128, low: UInt32) {
        self.high = high
        self.low = low
    }

    /// The address of nobody.
    package static let zero = Address(high: 0, low: 0)

    /// The 20 bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        appendBigEndian(to: &bytes)
        return bytes
    }

    /// Appends the 20 bytes.
    package func appendBigEndian(to bytes: inout [UInt8]) {
        high.appendBigEndian(to: &bytes)
        low.appendBigEndian(to: &bytes)
    }
}

extension Address {
    /// Appends the 40 lower-case digits, as answers carry them.
    package func appendDigits(to text: inout OutputSpan<UInt8>) {
        Hex.append(high, to: &text)
        Hex.append(low, to: &text)
    }
}

extension Address: Comparable {
    package static func < (left: Address, right: Address) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

extension Address: CustomStringConvertible {
    /// The address as answers carry it: lower case.
    package var description: String { Hex.text(bytes) }
}
