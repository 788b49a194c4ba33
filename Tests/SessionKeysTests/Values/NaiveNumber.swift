import SessionKeys
import TestSupport

/// A number of any size in base 256, least significant digit first, with the arithmetic of the first school years:
/// slow, and with nothing in common with `Amount`.
struct NaiveNumber: Equatable, CustomStringConvertible {
    /// Without zeros at the end; zero has no digits.
    private(set) var digits: [Int]

    init(digits: [Int]) {
        self.digits = digits
        while self.digits.last == 0 { self.digits.removeLast() }
    }

    init(_ amount: Amount) { self.init(digits: amount.bigEndianBytes.reversed().map(Int.init)) }

    static let limit = NaiveNumber(digits: Array(repeating: 0, count: 32) + [1])

    /// The amount, or `nil` where the number has more than 256 bits.
    var amount: Amount? {
        guard digits.count <= 32 else { return nil }
        let padded = digits + Array(repeating: 0, count: 32 - digits.count)
        return Amount(bigEndian: padded.reversed().map(UInt8.init)[...])
    }

    static func + (left: Self, right: Self) -> Self {
        var sum: [Int] = []
        var carry = 0
        for index in 0...max(left.digits.count, right.digits.count) {
            carry += left.digit(index) + right.digit(index)
            sum.append(carry % 256)
            carry /= 256
        }
        return Self(digits: sum)
    }

    /// The difference, or `nil` below zero.
    static func - (left: Self, right: Self) -> Self? {
        var difference: [Int] = []
        var borrow = 0
        for index in 0..<max(left.digits.count, right.digits.count) {
            let digit = left.digit(index) - right.digit(index) - borrow
            borrow = digit < 0 ? 1 : 0
            difference.append(digit + borrow * 256)
        }
        return borrow == 0 ? Self(digits: difference) : nil
    }

    static func * (left: Self, right: Self) -> Self {
        var product = Array(repeating: 0, count: left.digits.count + right.digits.count + 1)
        for (index, digit) in left.digits.enumerated() {
            var carry = 0
            for other in 0...right.digits.count {
                carry += product[index + other] + digit * right.digit(other)
                product[index + other] = carry % 256
                carry /= 256
            }
        }
        return Self(digits: product)
    }

    func isLess(than other: Self) -> Bool {
        guard digits.count == other.digits.count else { return digits.count < other.digits.count }
        for (digit, otherDigit) in zip(digits, other.digits).reversed() where digit != otherDigit {
            return digit < otherDigit
        }
        return false
    }

    /// The digits in another base, most significant first, by long division; zero is "0".
    func text(base: Int) -> String {
        var rest = digits
        var text = ""
        while !rest.isEmpty {
            var remainder = 0
            for index in rest.indices.reversed() {
                let value = remainder * 256 + rest[index]
                rest[index] = value / base
                remainder = value % base
            }
            while rest.last == 0 { rest.removeLast() }
            text = String(remainder, radix: base) + text
        }
        return text.isEmpty ? "0" : text
    }

    var description: String { text(base: 10) }

    private func digit(_ index: Int) -> Int { index < digits.count ? digits[index] : 0 }
}
