import ArgumentParser
import SessionKeys

/// The words behind the program's name.
enum CommandLineWords {
    /// The words as they were given. What is not UTF-8 is refused: as a string it would be another file, or another
    /// name.
    static func given() throws(Failure) -> [String] {
        var words: [String] = []
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let bytes = unsafe CommandLine.unsafeArgv[index] else { break }
            guard let word = unsafe String(validatingCString: bytes) else {
                throw .wrongUsage("the argument '\(ShownText.of(unsafe String(cString: bytes)))' is not UTF-8")
            }
            words.append(word)
        }
        return words
    }

    /// The words with each that begins like a negative number as the value of the option before it. No option is called
    /// so, and what is wrong with the value is to be told, not that it is missing.
    static func withValues(_ words: [String]) -> [String] {
        var joined: [String] = []
        for word in words {
            if let option = joined.last, takesValue(option), isNegative(word), !joined.contains("--") {
                joined[joined.count - 1] = "\(option)=\(word)"
            } else {
                joined.append(word)
            }
        }
        return joined
    }

    /// The words from the command on, before which only what every command takes may stand.
    static func fromCommand(_ words: [String]) -> ArraySlice<String> {
        var rest = words[...]
        while let word = rest.first, word == "--json" || word == "--socket" || word.hasPrefix("--socket=") {
            rest = rest.dropFirst(word == "--socket" ? 2 : 1)
        }
        return rest
    }

    /// Those that take several values, and flags, of which a second says nothing new.
    static let repeatable: Set<String> = [
        "--account-function", "--contract", "--decimals", "--erc20", "--everywhere", "--function", "--all", "--follow",
        "--json", "--root", "--settle",
    ]

    /// Refuses an option that is given twice, of which the parser would take the last.
    static func requireOnce(_ words: [String]) throws(ValidationError) {
        var seen: Set<Substring> = []
        for word in words.prefix(while: { $0 != "--" }) where word.hasPrefix("--") {
            let option = word.prefix { $0 != "=" }
            guard repeatable.contains(String(option)) || seen.insert(option).inserted else {
                throw ValidationError("\(option) is given twice: it takes one value")
            }
        }
    }

    private static func takesValue(_ word: String) -> Bool { word.hasPrefix("--") && !word.contains("=") }

    private static func isNegative(_ word: String) -> Bool {
        let bytes = Array(word.utf8.prefix(2))
        return bytes.count == 2 && bytes[0] == UInt8(ascii: "-") && WholeNumber.isDigit(bytes[1])
    }
}
