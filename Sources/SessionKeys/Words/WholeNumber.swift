/// Digits from outside: nothing but digits is read, and nothing overflows.
package enum WholeNumber {
    /// The number; the largest integer where it is larger than that, which is out of every range.
    package static func read(_ text: some Sequence<UInt8>, radix: Int = 10) -> Int? {
        var number: Int?
        for byte in text {
            guard let digit = digit(byte), digit < radix else { return nil }
            number = add(multiply(number ?? 0, radix), digit)
        }
        return number
    }

    /// The value of one decimal digit.
    package static func digit(_ byte: UInt8) -> Int? {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        return Int(byte - UInt8(ascii: "0"))
    }

    /// Whether the byte is a decimal digit.
    package static func isDigit(_ byte: UInt8) -> Bool { digit(byte) != nil }

    /// The product of two numbers that are not negative, held at the largest integer.
    package static func multiply(_ left: Int, _ right: Int) -> Int {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? .max : product
    }

    /// The sum of two numbers that are not negative, held at the largest integer.
    package static func add(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}
