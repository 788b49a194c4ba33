extension JSONValue {
    /// The values of an array in order; nothing for any other kind.
    package var elements: JSONElements {
        JSONElements(tape: tape, nodes: kind == .array ? tape.children(of: index) : 0..<0)
    }

    /// The members of an object in the order of the text; nothing for any other kind.
    package var members: JSONMembers {
        JSONMembers(tape: tape, nodes: kind == .object ? tape.children(of: index) : 0..<0)
    }

    /// How many elements or members a container holds directly; zero for any other kind.
    package var count: Int {
        var count = 0
        for _ in elements { count += 1 }
        for _ in members { count += 1 }
        return count
    }

    /// The value of an object's member; nil if there is none, or if this is no object.
    package subscript(key: String) -> JSONValue? {
        let found = tape.member(of: index) { tape.text(of: $0, equals: key.utf8Span.span) }
        return found.map { JSONValue(tape: tape, index: $0) }
    }

    /// The value of an object's member whose name the source code knows; nil if there is none, or if this is no object.
    package subscript(member name: StaticString) -> JSONValue? {
        let found = tape.member(of: index) { tape.text(of: $0, equals: name) }
        return found.map { JSONValue(tape: tape, index: $0) }
    }
}
