/// Why a text is no amount.
enum AmountFault: Error, Equatable {
    /// It is neither decimal digits with at most one point, nor `0x` and hex digits.
    case notNumber(String)
    /// The same, where wei are counted.
    case notNative(String)
    /// It is no whole number of wei, of which there is no part.
    case fractionOfWei(String)
    /// It is finer than what it counts: the unit has fewer decimals.
    case tooFine(String, decimals: Int)
    /// It does not fit into 256 bits.
    case tooLarge(String)
    /// Native amounts must say in what they count.
    case unitMissing(String)
    /// The letters after the number name no unit.
    case unitUnknown(String, unit: String)
    /// Gas and base units come in whole numbers.
    case notWhole(String)
    /// It is more gas, or more for gas, than an operation can say.
    case tooMuchGas(String)
    /// It is an amount of wei, where gas units are counted.
    case notGas(String)
}

extension AmountFault: CustomStringConvertible {
    /// A sentence that names the value and says what would do.
    var description: String {
        switch self {
        case .notNumber(let text): "'\(text)' is no amount: write it like 100, 0.5 or 0x64"
        case .notNative(let text): "'\(text)' is no amount: write it like 0.5ether, 20gwei, 100wei or 0x64"
        case .fractionOfWei(let text): "'\(text)' is no amount: wei has no fractions, write a whole number of it"
        case .tooFine(let text, let decimals):
            "'\(text)' has too many fraction digits: there are \(decimals) decimals at most"
        case .tooLarge(let text): "'\(text)' does not fit into 256 bits"
        case .unitMissing(let text) where text.contains("."):
            "'\(text)' has no unit: write \(text)ether or \(text)gwei"
        case .unitMissing(let text): "'\(text)' has no unit: write \(text)ether, \(text)gwei or \(text)wei"
        case .unitUnknown(let text, let unit): "'\(text)' counts in '\(unit)': the units are ether, gwei and wei"
        case .notWhole(let text): "'\(text)' must be a whole number, like 2000000 or 0x1e8480"
        case .tooMuchGas(let text):
            "'\(text)' is more than 2^120 - 1, the most that the EntryPoint takes: write less"
        case .notGas(let text): "'\(text)' is no number of gas units: say --gas-unit wei as well, or a whole number"
        }
    }
}
