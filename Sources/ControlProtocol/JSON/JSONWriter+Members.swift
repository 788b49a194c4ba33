extension JSONWriter {
    /// A member that is an object.
    package mutating func object<E: Error>(
        _ name: StaticString, _ body: (inout JSONWriter) throws(E) -> Void
    ) throws(E) {
        key(name)
        try object(body)
    }

    /// A member that is an array.
    package mutating func array<E: Error>(
        _ name: StaticString, _ body: (inout JSONWriter) throws(E) -> Void
    ) throws(E) {
        key(name)
        try array(body)
    }

    /// A member that is a string.
    package mutating func member(_ name: StaticString, string text: String) {
        key(name)
        string(text)
    }

    /// A member that is a string that the source code knows, and that needs no escapes.
    package mutating func member(_ name: StaticString, word text: StaticString) {
        member(name, atMost: text.utf8CodeUnitCount + 2) { $0.append(quoting: text) }
    }

    /// A member that is one of several words of the protocol, which need no escapes.
    package mutating func member(_ name: StaticString, word: some RawRepresentable<String>) {
        var text = word.rawValue
        assert(text.utf8.allSatisfy(JSONEscapes.isPlain), "a word needs escapes: \(text)")
        // The buffer does not leave the body.
        text.withUTF8 { text in
            member(name, atMost: text.count + 2) { unsafe $0.append(quoting: text.span) }
        }
    }

    /// A member that is a number without fraction.
    package mutating func member(_ name: StaticString, integer value: Int64) {
        member(name, atMost: OutputSpan.integerSize) { $0.append(integer: value) }
    }

    /// A member that is a number without fraction.
    package mutating func member(_ name: StaticString, integer value: Int) {
        member(name, integer: Int64(value))
    }

    /// A member that is `true` or `false`.
    package mutating func member(_ name: StaticString, bool value: Bool) {
        key(name)
        bool(value)
    }

    /// A member that is already compact JSON.
    package mutating func member(_ name: StaticString, raw json: some Sequence<UInt8>) {
        key(name)
        raw(json)
    }

    /// A member that repeats a value of a document.
    package mutating func member(_ name: StaticString, value: JSONValue) {
        key(name)
        self.value(value)
    }

    /// A member that is bytes in hexadecimal.
    package mutating func member(_ name: StaticString, hex data: [UInt8]) {
        key(name)
        hex(data)
    }
}
