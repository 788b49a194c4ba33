/// Reads canonical ABI front to back: every offset has exactly one right value, every length must fit what is left, and
/// padding is zero (rules 2.1). Positions count from the first byte that it was given.
struct ABIReader {
    /// The encoding broke a rule; which one does not matter to the decision, but to whoever made it.
    struct Malformed: Error {
        /// A rule that canonical encodings keep.
        enum Rule {
            case ends, address, offset(Int), count, padding, selector
        }

        /// Where, from the first byte of the callData on.
        let byte: Int
        let rule: Rule
    }

    private let bytes: ArraySlice<UInt8>
    private(set) var position = 0

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    private var remaining: Int { bytes.count - position }

    /// The next word as an amount.
    mutating func amount() throws(Malformed) -> Amount {
        let word = try take(32)
        // A span, here and below: a slice would count a reference.
        guard let amount = Amount(bigEndian: bytes.span.extracting(word)) else { throw malformed(.ends, before: 0) }
        return amount
    }

    /// The next word as an address; its upper twelve bytes must be zero.
    mutating func address() throws(Malformed) -> Address {
        let word = try take(32)
        guard isZero(word.prefix(12)), let address = Address(bytes: bytes.span.extracting(word.suffix(20))) else {
            throw malformed(.address, before: 32)
        }
        return address
    }

    /// The next word as an offset that has only one right value.
    mutating func offset(mustBe expected: Int) throws(Malformed) {
        guard try amount() == Amount(low: UInt128(expected)) else { throw malformed(.offset(expected), before: 32) }
    }

    /// The next word as a count of things that take at least `size` bytes each.
    ///
    /// Compared as 256 bits before it becomes a machine word, so that no large count wraps into a small one.
    mutating func count(ofSize size: Int) throws(Malformed) -> Int {
        let count = try amount()
        guard count <= Amount(low: UInt128(remaining / size)) else { throw malformed(.count, before: 32) }
        return Int(count.low)
    }

    /// A length, that many bytes, and zeros up to the next word.
    mutating func paddedBytes() throws(Malformed) -> ArraySlice<UInt8> {
        let length = try count(ofSize: 1)
        let content = try take(length)
        let padding = try take((32 - length % 32) % 32)
        guard isZero(padding) else { throw malformed(.padding, before: padding.count) }
        return bytes.dropFirst(content.lowerBound).prefix(length)
    }

    /// The places of the next bytes, counted from the first one.
    private mutating func take(_ count: Int) throws(Malformed) -> Range<Int> {
        guard count <= remaining else { throw malformed(.ends, before: 0) }
        defer { position += count }
        return position..<position + count
    }

    private func isZero(_ places: Range<Int>) -> Bool {
        let bytes = bytes.span
        return places.allSatisfy { bytes[$0] == 0 }
    }

    /// What was found in so many bytes before the position.
    private func malformed(_ rule: Malformed.Rule, before count: Int) -> Malformed {
        Malformed(byte: bytes.startIndex + position - count, rule: rule)
    }
}

extension ABIReader.Malformed: CustomStringConvertible {
    /// What is wrong, and where.
    var description: String {
        switch rule {
        case .ends: "it ends before what begins at byte \(byte)"
        case .address: "the address at byte \(byte) has dirty upper bytes"
        case .offset(let expected): "the offset at byte \(byte) has to be \(expected)"
        case .count: "the length at byte \(byte) is more than what follows"
        case .padding: "what fills the word up from byte \(byte) on is not zero"
        case .selector: "it names no function at byte \(byte)"
        }
    }
}
