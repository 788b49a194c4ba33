/// An unsigned 256-bit number: wei, a token's base units, or gas. Arithmetic that would wrap gives `nil` instead.
package struct Amount: Hashable, Sendable {
    /// The upper half.
    package let high: UInt128
    /// The lower half.
    package let low: UInt128

    /// The amount `high * 2^128 + low`.
    package init(high: UInt128 = 0, low: UInt128) {
        self.high = high
        self.low = low
    }

    /// Nothing.
    package static let zero = Amount(low: 0)
    /// 2^256 - 1.
    package static let maximum = Amount(high: .max, low: .max)

    /// Whether it is nothing.
    package var isZero: Bool { high == 0 && low == 0 }

    /// Whether it is 1, so that one unit "remains", and not "remain".
    var isOne: Bool { high == 0 && low == 1 }

    /// The sum, or `nil` above 256 bits (rules 3.1: an overflow denies).
    package func adding(_ other: Amount) -> Amount? {
        let (lowSum, lowCarry) = low.addingReportingOverflow(other.low)
        let (partial, overflow) = high.addingReportingOverflow(other.high)
        let (highSum, carryOverflow) = partial.addingReportingOverflow(lowCarry ? 1 : 0)
        return overflow || carryOverflow ? nil : Amount(high: highSum, low: lowSum)
    }

    /// The difference, or `nil` below zero.
    package func subtracting(_ other: Amount) -> Amount? {
        guard self >= other else { return nil }
        let (lowDifference, borrow) = low.subtractingReportingOverflow(other.low)
        return Amount(high: high &- other.high &- (borrow ? 1 : 0), low: lowDifference)
    }

    /// The product, or `nil` above 256 bits.
    package func multiplied(by other: Amount) -> Amount? {
        guard high == 0 || other.high == 0 else { return nil }
        let (carry, lowProduct) = low.multipliedFullWidth(by: other.low)
        // At most one of the cross terms is not zero.
        let (cross, crossOverflow) = (high == 0 ? low : high)
            .multipliedReportingOverflow(by: high == 0 ? other.high : other.low)
        let (highProduct, overflow) = cross.addingReportingOverflow(carry)
        return crossOverflow || overflow ? nil : Amount(high: highProduct, low: lowProduct)
    }
}

extension Amount: Comparable {
    package static func < (left: Amount, right: Amount) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

extension Amount {
    /// Reads 32 bytes, most significant first.
    ///
    /// - Parameter bytes: exactly 32 bytes; anything else gives `nil`.
    package init?(bigEndian bytes: Span<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.init(
            high: UInt128(bigEndian: bytes.extracting(first: 16)), low: UInt128(bigEndian: bytes.extracting(last: 16)))
    }

    /// Reads 32 bytes, most significant first.
    package init?(bigEndian bytes: ArraySlice<UInt8>) { self.init(bigEndian: bytes.span) }

    /// The 32 bytes of the amount, most significant first: byte order is number order.
    package var bigEndianBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        high.appendBigEndian(to: &bytes)
        low.appendBigEndian(to: &bytes)
        return bytes
    }
}
