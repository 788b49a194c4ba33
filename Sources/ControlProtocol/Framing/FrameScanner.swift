/// Finds where top-level values begin and end, and remembers where it stands when the bytes run out.
///
///     between --{[--> structure --last ]}--> (a value ends) between
///                     structure --"--> string --"--> structure
///                                      string --\--> escape --any--> string
struct FrameScanner {
    private enum Place {
        case between
        case structure
        case string
        case escape
    }

    /// The first byte that has not been looked at.
    private(set) var position = 0
    private var place = Place.between
    private var brackets = BracketStack()

    /// Whether a value has begun and not ended.
    var isInside: Bool { place != .between }

    /// Follows the bytes when so many before the position are dropped.
    mutating func shift(by count: Int) {
        position -= count
    }

    /// Steps over the white space before a value.
    mutating func skipWhiteSpace(in bytes: [UInt8]) {
        while position < bytes.count, JSONText.isWhiteSpace(bytes[position]) { position += 1 }
    }

    /// Moves on to the end of the value or to `end`; true if the value is complete, with the position behind it.
    mutating func advance(over bytes: [UInt8], to end: Int) throws(FrameError) -> Bool {
        let bytes = bytes.span.extracting(first: end)
        while position < end {
            switch place {
            case .between, .structure:
                skipPlainStructure(in: bytes)
                guard position < end else { return false }
                try step(over: bytes[position])
                position += 1
                if place == .between { return true }
            case .string:
                position = JSONText.endOfStringText(in: bytes, from: position)
                guard position < end else { return false }
                place = bytes[position] == UInt8(ascii: "\"") ? .structure : .escape
                position += 1
            case .escape:
                place = .string
                position += 1
            }
        }
        return false
    }

    /// Steps over what is neither a bracket nor a quote, unless a value has yet to begin.
    private mutating func skipPlainStructure(in bytes: Span<UInt8>) {
        guard place == .structure else { return }
        var next = position
        while next < bytes.count, !Self.isStructural(bytes[next]) { next &+= 1 }
        position = next
    }

    /// Whether the byte is a bracket or a quote: square and curly ones differ in one bit.
    private static func isStructural(_ byte: UInt8) -> Bool {
        let curly = byte | 0x20
        return curly == UInt8(ascii: "{") || curly == UInt8(ascii: "}") || byte == UInt8(ascii: "\"")
    }

    private mutating func step(over byte: UInt8) throws(FrameError) {
        switch byte {
        case UInt8(ascii: "{"): open(.curly)
        case UInt8(ascii: "["): open(.square)
        case UInt8(ascii: "}"): try close(.curly)
        case UInt8(ascii: "]"): try close(.square)
        case _ where place == .between: throw .malformed
        default: place = .string
        }
    }

    private mutating func open(_ bracket: BracketStack.Bracket) {
        brackets.open(bracket)
        place = .structure
    }

    private mutating func close(_ bracket: BracketStack.Bracket) throws(FrameError) {
        guard brackets.close(bracket) else { throw .malformed }
        if brackets.isEmpty { place = .between }
    }
}
