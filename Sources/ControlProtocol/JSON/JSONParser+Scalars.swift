import SessionKeys

extension JSONParser {
    mutating func readLiteral(_ literal: String, _ kind: JSONKind) throws(JSONError) {
        let start = position
        for byte in literal.utf8 {
            guard current == byte else { throw malformed(literal) }
            position += 1
        }
        append(kind, from: start)
    }

    mutating func readNumber() throws(JSONError) {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        // A leading zero stands alone.
        if current == UInt8(ascii: "0") { position += 1 } else { try readDigits() }
        if current == UInt8(ascii: ".") {
            position += 1
            try readDigits()
        }
        if current | 0x20 == UInt8(ascii: "e") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try readDigits()
        }
        append(.number, from: start)
    }

    private mutating func readDigits() throws(JSONError) {
        let start = position
        while JSONText.isDigit(current) { position += 1 }
        guard position > start else { throw malformed("a digit") }
    }
}

// MARK: - Strings

extension JSONParser {
    mutating func readString() throws(JSONError) {
        let start = position
        position = JSONText.endOfPlainText(in: bytes.span, from: start + 1)
        if current == UInt8(ascii: "\"") {
            position += 1
            append(.string, from: start)
        } else {
            try readUnusualString(from: start)
        }
    }

    /// Goes on with a string that is not only plain text.
    private mutating func readUnusualString(from start: Int) throws(JSONError) {
        var hasEscapes = false
        while true {
            switch current {
            case UInt8(ascii: "\""):
                position += 1
                return append(.string, from: start, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try readEscape()
            case 0x80...:
                try readCharacterBeyondASCII()
            default:
                throw malformed(position < bytes.count ? "no raw control character in a string" : "a closing quote")
            }
            position = JSONText.endOfPlainText(in: bytes.span, from: position)
        }
    }

    private mutating func readCharacterBeyondASCII() throws(JSONError) {
        guard let length = JSONText.lengthOfCharacter(in: bytes.span, at: position) else {
            throw .invalidUTF8(at: position)
        }
        position += length
    }

    private mutating func readEscape() throws(JSONError) {
        position += 1
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            try readUnicodeEscape()
        default:
            throw malformed("an escape sequence")
        }
    }

    /// Reads `u` and four digits, and the second escape that must follow where they are half of a surrogate pair.
    private mutating func readUnicodeEscape() throws(JSONError) {
        let start = position
        let unit = try readCodeUnit()
        guard unit & 0xF800 == 0xD800 else { return }
        guard unit < 0xDC00, current == UInt8(ascii: "\\") else {
            throw .malformed(at: start, expected: "a whole surrogate pair")
        }
        position += 1
        guard current == UInt8(ascii: "u"), try readCodeUnit() & 0xFC00 == 0xDC00 else {
            throw .malformed(at: start, expected: "a whole surrogate pair")
        }
    }

    private mutating func readCodeUnit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        position += 1
        for _ in 0..<4 {
            guard let digit = Hex.value(of: current) else { throw malformed("four hexadecimal digits") }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}
