import SessionKeys

/// The escape sequences of JSON strings, both ways.
enum JSONEscapes {
    /// The UTF-8 that the inside of a string says. The text has been parsed, so its escapes are known to be whole.
    static func resolve(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var resolved: [UInt8] = []
        resolved.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\") {
                appendEscaped(from: &rest, to: &resolved)
            } else {
                resolved.append(byte)
            }
        }
        return resolved
    }

    private static func appendEscaped(from rest: inout ArraySlice<UInt8>, to resolved: inout [UInt8]) {
        switch rest.popFirst() {
        case UInt8(ascii: "b"): resolved.append(0x08)
        case UInt8(ascii: "t"): resolved.append(0x09)
        case UInt8(ascii: "n"): resolved.append(0x0A)
        case UInt8(ascii: "f"): resolved.append(0x0C)
        case UInt8(ascii: "r"): resolved.append(0x0D)
        case UInt8(ascii: "u"): resolved.append(contentsOf: scalar(from: &rest).utf8)
        case let byte?: resolved.append(byte)
        case nil: break
        }
    }

    private static func scalar(from rest: inout ArraySlice<UInt8>) -> Character {
        var value = codeUnit(from: &rest)
        if value & 0xFC00 == 0xD800 {
            rest = rest.dropFirst(2)
            value = 0x10000 + ((value & 0x3FF) << 10 | codeUnit(from: &rest) & 0x3FF)
        }
        return Character(Unicode.Scalar(value) ?? "\u{FFFD}")
    }

    private static func codeUnit(from rest: inout ArraySlice<UInt8>) -> UInt32 {
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        return digits.reduce(0) { $0 << 4 | UInt32(Hex.value(of: $1) ?? 0) }
    }

    /// Appends a string in quotes with the escapes that it needs: quote, backslash and control characters, and
    /// braces on demand. Everything beyond ASCII stays as it is.
    static func append(_ text: Span<UInt8>, to bytes: inout [UInt8], escapingBraces: Bool) {
        bytes.append(UInt8(ascii: "\""))
        var position = 0
        while position < text.count {
            let end = endOfRun(in: text, from: position, stoppingAtBraces: escapingBraces)
            // The run lies within the text, and the buffer does not leave the body.
            unsafe text.extracting(position..<end).withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
            if end < text.count { appendEscape(for: text[end], to: &bytes) }
            position = end + 1
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The first byte at or after `start` that needs an escape; the end of the text if none does.
    private static func endOfRun(in text: Span<UInt8>, from start: Int, stoppingAtBraces: Bool) -> Int {
        var position = start
        while position < text.count, isPlain(text[position]) || isBrace(text[position]) && !stoppingAtBraces {
            position += 1
        }
        return position
    }

    /// Appends the shortest escape that says this character.
    static func appendEscape(for byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
        case 0x08: bytes.append(contentsOf: "\\b".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0C: bytes.append(contentsOf: "\\f".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        default: bytes.append(contentsOf: "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
        }
    }

    static func isBrace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
    }

    static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && !isBrace(byte)
    }
}
