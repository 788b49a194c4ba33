extension Amount {
    /// Reads `0x` and 1 to 64 hex digits, leading zeros allowed (rules 1.1).
    package init?(wire text: Span<UInt8>) {
        guard let count = Hex.digitCount(of: text), (1...64).contains(count) else { return nil }
        let middle = count - min(32, count)
        guard let high = Hex.number(UInt128.self, in: text, digits: 0..<middle),
            let low = Hex.number(UInt128.self, in: text, digits: middle..<count)
        else { return nil }
        self.init(high: high, low: low)
    }

    /// Reads decimal digits, or `nil` where they are none or too many for 256 bits.
    package init?(decimal digits: some StringProtocol) {
        guard !digits.isEmpty else { return nil }
        var value = Amount.zero
        for digit in digits.utf8 {
            guard let number = WholeNumber.digit(digit), let shifted = value.multiplied(by: Amount(low: 10)),
                let sum = shifted.adding(Amount(low: UInt128(number)))
            else { return nil }
            value = sum
        }
        self = value
    }

    /// The amount in decimal digits, for people.
    package var decimalText: String {
        var digits: [UInt8] = []
        var rest = self
        while rest.high != 0 { digits.append(rest.divideByTen()) }
        var low = rest.low
        repeat {
            digits.append(UInt8(low % 10))
            low /= 10
        } while low != 0
        return String(decoding: digits.reversed().map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }

    /// The amount as a decimal number of a unit that has this many decimals, without trailing zeros.
    package func text(decimals: Int) -> String {
        let digits = decimalText.padded(to: decimals + 1)
        var fraction = digits.suffix(decimals)
        while fraction.last == "0" { fraction.removeLast() }
        let whole = digits.dropLast(decimals)
        return fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    }

    /// Divides in place and gives the remainder.
    private mutating func divideByTen() -> UInt8 {
        let (quotient, carry) = high.quotientAndRemainder(dividingBy: 10)
        let (lowQuotient, remainder) = (10 as UInt128).dividingFullWidth((carry, low))
        self = Amount(high: quotient, low: lowQuotient)
        return UInt8(remainder)
    }
}

extension Amount: CustomStringConvertible {
    /// The amount in decimal digits.
    package var description: String { decimalText }
}
