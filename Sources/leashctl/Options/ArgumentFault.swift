import SessionKeys

/// Why a value on the command line is not what its option takes.
enum ArgumentFault: Error, Equatable {
    case notAddress(String)
    /// An address whose letters contradict its digits by EIP-55.
    case wrongChecksum(String, right: String)
    case notSelector(String)
    case notPair(String, form: String)
    case notChain(String)
    case notData(String)
    case noFile
    /// `-` where a file is written, and standard output is not.
    case notNamed(String)
    case notBetween(String, least: String, most: String)
    /// An amount that needs decimals, of a token that is not known.
    case decimalsMissing(String, token: String)
    /// A well-known token that is one on another chain than that for which the amount is.
    case tokenOfOtherChain(KnownToken, meant: UInt64)
    /// Decimals that a well-known token does not have.
    case decimalsWrong(given: Int, symbol: String, decimals: Int)
}

extension ArgumentFault: CustomStringConvertible {
    /// A sentence that names the value and says what would do.
    var description: String {
        switch self {
        case .notAddress(let text): "'\(text)' is no address: it is written as 0x and 40 hex digits"
        case .wrongChecksum(let text, let right):
            "'\(text)' is no EIP-55 spelling, with these digits it is \(right); write it in small letters if it is meant"
        case .notSelector(let text): "'\(text)' is no selector: it is written as 0x and 8 hex digits"
        case .notPair(let text, let form): "'\(text)' is not of the form \(form)"
        case .notChain(let text): "'\(text)' is no chain id: write it like 1, 8453 or 0x2105"
        case .notData(let text): "'\(text)' is no data: it is written as 0x and an even number of hex digits"
        case .noFile: "the name of a file is missing"
        case .notNamed(let text): "'\(text)' stands for no file here: write ./\(text) for a file of that name"
        case .notBetween(let text, let least, let most): "'\(text)' is no whole number from \(least) to \(most)"
        case .decimalsMissing(let text, let token) where text.contains("."):
            "how much is '\(text)' of \(token)? Say its --decimals, or count in base units, like 100units"
        case .decimalsMissing(let text, let token):
            "how much is '\(text)' of \(token)? Say its --decimals, or write \(text)units for base units"
        case .tokenOfOtherChain(let token, let chain):
            "\(token.address) is \(token.symbol) on chain \(token.chainID), and chain \(chain) is meant here"
                + (token.counterpart(on: chain).map { ", where \(token.symbol) is \($0.address)" } ?? "")
                + ": if another token is meant, say its --decimals"
        case .decimalsWrong(let given, let symbol, let decimals):
            "--decimals \(given) is wrong: this token is \(symbol), which has \(decimals)"
        }
    }
}
