import ArgumentParser
import SessionKeys

/// Values of the command line, each checked where it stands.
enum Arguments {
    static func address(_ text: String) throws(ArgumentFault) -> Address {
        guard let address = try ChecksumSpelling.address(text) else { throw .notAddress(text) }
        return address
    }

    static func selectors(_ text: String) throws(ArgumentFault) -> [Selector] {
        var selectors: [Selector] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let selector = Selector(wire: part.utf8Span.span) else { throw .notSelector(String(part)) }
            selectors.append(selector)
        }
        return selectors
    }

    static func chain(_ text: String) throws(ArgumentFault) -> UInt64 {
        if let chain = ChainID.number(wire: text.utf8Span.span) { return chain }
        guard let number = Amount(decimal: text), number.high == 0, let chain = UInt64(exactly: number.low), chain > 0
        else { throw .notChain(text) }
        return chain
    }

    static func data(_ text: String) throws(ArgumentFault) -> [UInt8] {
        guard let bytes = Hex.bytes(of: text.utf8Span.span) else { throw .notData(text) }
        return bytes
    }

    /// A file that is named; the shell makes an empty name of a variable that is not set.
    static func file(_ text: String) throws(ArgumentFault) -> String {
        guard !text.isEmpty else { throw .noFile }
        return text
    }

    /// A file that is written, where `-` could be meant for standard output.
    static func writtenFile(_ text: String) throws(ArgumentFault) -> String {
        guard text != "-" else { throw .notNamed(text) }
        return try file(text)
    }

    /// A whole number in a range.
    static func number<Number: FixedWidthInteger & Sendable>(
        in range: ClosedRange<Number>
    ) -> @Sendable (String) throws -> Number {
        { text in
            guard let number = Number(text), range.contains(number) else {
                throw ArgumentFault.notBetween(text, least: "\(range.lowerBound)", most: "\(range.upperBound)")
            }
            return number
        }
    }

    /// How many decimals a token has: with more, 1 of it would not fit into 256 bits.
    static func decimals(_ text: String) throws -> Int { try number(in: 0...77)(text) }

    /// A time of a kind.
    static func time(_ kind: TimeKind) -> @Sendable (String) throws -> TimeArgument {
        { text in try TimeArgument(text, as: kind) }
    }

    /// What the work makes of an option's value, where it needs other options too: a fault names the option, as one
    /// that is found while parsing does.
    static func value<Value>(_ text: String, of option: String, _ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch {
            throw ValidationError("The value '\(ShownText.of(text))' is invalid for '\(option)': \(error)")
        }
    }

    /// The two sides of the first `=`.
    static func pair(_ text: String, form: String) throws(ArgumentFault) -> (name: String, value: String) {
        guard let separator = text.firstIndex(of: "=") else { throw .notPair(text, form: form) }
        let (name, value) = (text[..<separator], text[text.index(after: separator)...])
        guard !name.isEmpty, !value.isEmpty else { throw .notPair(text, form: form) }
        return (String(name), String(value))
    }
}
