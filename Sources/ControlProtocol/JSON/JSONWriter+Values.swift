import SessionKeys

extension JSONWriter {
    /// A string.
    package mutating func string(_ text: String) {
        append { JSONEscapes.append(text.utf8Span.span, to: &$0, escapingBraces: true) }
    }

    /// A number without fraction.
    package mutating func integer(_ value: Int64) {
        append(atMost: OutputSpan.integerSize) { $0.append(integer: value) }
    }

    /// A number without fraction.
    package mutating func integer(_ value: Int) {
        integer(Int64(value))
    }

    /// `true` or `false`.
    package mutating func bool(_ value: Bool) {
        append { $0.append(contentsOf: value ? "true".utf8 : "false".utf8) }
    }

    /// `null`.
    package mutating func null() {
        append { $0.append(contentsOf: "null".utf8) }
    }

    /// A value that is already compact JSON, its braces escaped: it is appended as it is.
    package mutating func raw(_ json: some Sequence<UInt8>) {
        append { $0.append(contentsOf: json) }
    }

    /// A value of a document as it was written there, but without white space and with its braces escaped.
    package mutating func value(_ value: JSONValue) {
        // Nothing but strings and containers holds white space or braces.
        if value.kind != .string, value.kind != .object, value.kind != .array { return raw(value.rawBytes) }
        compact(value.rawBytes)
    }

    /// The text of a value, without white space and with its braces escaped.
    mutating func compact(_ json: some Sequence<UInt8>) {
        append { bytes in
            var isInString = false
            var isEscaped = false
            for byte in json {
                if isInString {
                    if JSONEscapes.isBrace(byte) {
                        JSONEscapes.appendEscape(for: byte, to: &bytes)
                    } else {
                        bytes.append(byte)
                    }
                    isInString = isEscaped || byte != UInt8(ascii: "\"")
                    isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                } else if !JSONText.isWhiteSpace(byte) {
                    bytes.append(byte)
                    isInString = byte == UInt8(ascii: "\"")
                }
            }
        }
    }
}
