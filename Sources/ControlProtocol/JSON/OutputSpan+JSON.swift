import SessionKeys

/// Values of JSON whose length is known to be bounded.
extension OutputSpan<UInt8> {
    /// The most digits of an integer, with its sign.
    static var integerSize: Int { 20 }

    /// Appends a string that needs no escapes.
    mutating func append(quoting text: StaticString) {
        // A static string is constant memory with its length; the buffer does not leave the body.
        text.withUTF8Buffer { unsafe append(quoting: $0.span) }
    }

    /// Appends a string that needs no escapes.
    mutating func append(quoting text: Span<UInt8>) {
        append(UInt8(ascii: "\""))
        append(copying: text)
        append(UInt8(ascii: "\""))
    }

    /// Appends a number without fraction.
    mutating func append(integer value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var first = digits.count
        var rest = value.magnitude
        repeat {
            first -= 1
            digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        append(copying: digits.span.extracting(first...))
    }

    /// Appends a string of `0x` and the digits that the body writes.
    mutating func append(hex body: (inout OutputSpan<UInt8>) -> Void) {
        append(UInt8(ascii: "\""))
        append(UInt8(ascii: "0"))
        append(UInt8(ascii: "x"))
        body(&self)
        append(UInt8(ascii: "\""))
    }

    /// Appends the digits of an amount without leading zeros, but at least one.
    mutating func append(digitsOf amount: Amount) {
        guard amount.high != 0 else { return append(digitsOf: amount.low) }
        append(digitsOf: amount.high)
        Hex.append(amount.low, to: &self)
    }

    /// Appends the digits of a number from the first one that is not zero on, but at least one.
    mutating func append(digitsOf number: UInt128) {
        guard let small = UInt64(exactly: number) else {
            append(digitsOf: UInt64(truncatingIfNeeded: number >> 64))
            return Hex.append(UInt64(truncatingIfNeeded: number), to: &self)
        }
        append(digitsOf: small)
    }

    private mutating func append(digitsOf number: UInt64) {
        guard let small = UInt32(exactly: number) else {
            Hex.append(UInt32(truncatingIfNeeded: number >> 32), withoutZerosTo: &self)
            return Hex.append(UInt32(truncatingIfNeeded: number), to: &self)
        }
        Hex.append(small, withoutZerosTo: &self)
    }
}
