import SessionKeys

/// A decimal number as somebody wrote it: digits, and how many of them stand after the point. Nothing is rounded.
struct DecimalNumber: Equatable {
    private let text: String
    private let digits: String
    private let fractionDigits: Int

    /// Reads digits with at most one point among them; zeros at the end of a fraction do not count.
    init(_ text: String) throws(AmountFault) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, parts.dropFirst().first?.isEmpty != true,
            parts.allSatisfy(Self.hasOnlyDigits)
        else { throw .notNumber(text) }
        let fraction = parts.dropFirst().first.map(Self.droppingTrailingZeros) ?? ""
        self.text = text
        digits = whole + fraction
        fractionDigits = fraction.count
    }

    var isZero: Bool { digits.allSatisfy { $0 == "0" } }

    /// The number in units of which `10^decimals` make one.
    func scaled(by decimals: Int) throws(AmountFault) -> Amount {
        guard fractionDigits <= decimals else {
            throw decimals == 0 ? .notWhole(text) : .tooFine(text, decimals: decimals)
        }
        let padded = digits + String(repeating: "0", count: decimals - fractionDigits)
        guard let amount = Amount(decimal: padded) else { throw .tooLarge(text) }
        return amount
    }

    private static func hasOnlyDigits(_ part: Substring) -> Bool {
        part.utf8.allSatisfy(WholeNumber.isDigit)
    }

    private static func droppingTrailingZeros(_ digits: Substring) -> String {
        var digits = digits
        while digits.last == "0" { digits.removeLast() }
        return String(digits)
    }
}
