import SessionKeys

/// Amounts as an administrator writes them on a command line.
enum AmountArgument {
    /// Wei from `0.5ether`, `20gwei`, `100wei` or `0x64`; a bare number only where it is zero, as nobody could tell its
    /// unit.
    static func native(_ text: String) throws(AmountFault) -> Amount {
        do throws(AmountFault) {
            return try wei(text)
        } catch {
            // The words of these two advise a number without a unit.
            switch error {
            case .notNumber: throw .notNative(text)
            case .notWhole: throw .fractionOfWei(text)
            default: throw error
            }
        }
    }

    /// A whole number, such as gas: `2000000` or `0x1e8480`.
    static func whole(_ text: String) throws(AmountFault) -> Amount {
        do throws(AmountFault) {
            if let hex = try hex(text) { return hex }
            return try DecimalNumber(text).scaled(by: 0)
        } catch {
            guard case .notNumber = error else { throw error }
            throw .notWhole(text)
        }
    }

    /// A number of an operation's gas, of which the EntryPoint takes no larger one.
    static func gas(_ text: String) throws(AmountFault) -> Amount { try asGasField(try whole(text), text) }

    /// What an operation pays for a unit of gas, which has the same limit.
    static func gasFee(_ text: String) throws(AmountFault) -> Amount { try asGasField(try native(text), text) }

    private static func asGasField(_ amount: Amount, _ text: String) throws(AmountFault) -> Amount {
        guard amount <= Gas.largestField else { throw .tooMuchGas(text) }
        return amount
    }

    /// A token's base units where the text counts in them by itself, as `0x64` and `100units` do; nil where it needs
    /// decimals.
    static func baseUnits(_ text: String) throws(AmountFault) -> Amount? {
        if let hex = try hex(text) { return hex }
        guard text.hasSuffix("units") else { return nil }
        return try DecimalNumber(String(text.dropLast("units".count))).scaled(by: 0)
    }

    private static func wei(_ text: String) throws(AmountFault) -> Amount {
        if let hex = try hex(text) { return hex }
        let end = text.firstIndex { $0.isLetter } ?? text.endIndex
        let number = try DecimalNumber(String(text[..<end]))
        switch text[end...].lowercased() {
        case "ether", "eth": return try number.scaled(by: 18)
        case "gwei": return try number.scaled(by: 9)
        case "wei": return try number.scaled(by: 0)
        case "":
            guard number.isZero else { throw .unitMissing(text) }
            return .zero
        case let unit: throw .unitUnknown(text, unit: unit)
        }
    }

    private static func hex(_ text: String) throws(AmountFault) -> Amount? {
        guard text.hasPrefix("0x") else { return nil }
        let digits = text.utf8.dropFirst(2)
        guard !digits.isEmpty, digits.allSatisfy({ Hex.value(of: $0) != nil }) else { throw .notNumber(text) }
        guard let amount = Amount(wire: text.utf8Span.span) else { throw .tooLarge(text) }
        return amount
    }
}
