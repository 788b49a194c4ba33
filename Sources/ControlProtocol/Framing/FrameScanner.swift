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

    /// Follows the bytes when `count` of them before the position are dropped.
    mutating func shift(by count: Int) {
        position -= count
    }

    /// Goes on behind a value that was read otherwise.
    mutating func pass(to end: Int) { position = end }

    /// Steps over the white space before a value.
    mutating func skipWhiteSpace(in bytes: [UInt8]) {
        while position < bytes.count, JSONText.isWhiteSpace(bytes[position]) { position += 1 }
    }

    /// Moves on to the end of the value or to `end`; true if the value is complete, with the position behind it.
    mutating func advance(over bytes: [UInt8], to end: Int) throws(FrameError) -> Bool {
        let bytes = bytes.span.extracting(first: end)
        while position < end {
            switch place {
            case .between:
                guard Self.isOpening(bytes[position]) else { throw .malformed }
                place = .structure
            case .structure:
                try passStructure(in: bytes)
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

    /// Passes brackets, strings and what stands between them: to the end of the value, to where a string has an escape,
    /// or to the end of the bytes.
    private mutating func passStructure(in bytes: Span<UInt8>) throws(FrameError) {
        var next = position
        while next < bytes.count, place == .structure {
            let byte = bytes[next]
            next &+= 1
            guard Self.isStructural(byte) else { continue }
            if byte == UInt8(ascii: "\"") {
                next = passString(in: bytes, from: next)
            } else {
                try step(over: byte)
            }
        }
        position = next
    }

    /// - Returns: the position behind the string, or where it does not simply go on.
    private mutating func passString(in bytes: Span<UInt8>, from start: Int) -> Int {
        let end = JSONText.endOfStringText(in: bytes, from: start)
        if end < bytes.count, bytes[end] == UInt8(ascii: "\"") { return end &+ 1 }
        place = .string
        return end
    }

    /// Whether the byte is an opening bracket: square and curly ones differ in one bit.
    static func isOpening(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "{") }

    /// Whether the byte is a bracket or a quote.
    private static func isStructural(_ byte: UInt8) -> Bool {
        isOpening(byte) || byte | 0x20 == UInt8(ascii: "}") || byte == UInt8(ascii: "\"")
    }

    private mutating func step(over bracket: UInt8) throws(FrameError) {
        switch bracket {
        case UInt8(ascii: "{"): brackets.open(.curly)
        case UInt8(ascii: "["): brackets.open(.square)
        case UInt8(ascii: "}"): try close(.curly)
        default: try close(.square)
        }
    }

    private mutating func close(_ bracket: BracketStack.Bracket) throws(FrameError) {
        guard brackets.close(bracket) else { throw .malformed }
        if brackets.isEmpty { place = .between }
    }
}
