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
        guard let found = place(ofMember: name) else { return nil }
        return JSONValue(tape: tape, index: found)
    }

    /// Whether an object has a member that is a string and says exactly this.
    package func member(_ name: StaticString, says text: StaticString) -> Bool {
        guard let found = place(ofMember: name) else { return false }
        return tape.isText(found) && tape.text(of: found, equals: text)
    }

    /// Hands what a member that is a string says to the body; nil where there is no such member.
    func withText<Result>(ofMember name: StaticString, _ body: (Span<UInt8>) -> Result?) -> Result? {
        // Not by way of a value, which would count a reference to the document.
        place(ofMember: name).flatMap { tape.withString(at: $0, body) }
    }

    private func place(ofMember name: StaticString) -> Int? {
        tape.member(of: index) { tape.text(of: $0, equals: name) }
    }

    /// The only element of an array; nil if there are none or several, or if this is no array.
    package var onlyElement: JSONValue? {
        guard kind == .array else { return nil }
        let elements = tape.children(of: index)
        guard !elements.isEmpty, tape.next(after: elements.lowerBound) == elements.upperBound else { return nil }
        return JSONValue(tape: tape, index: elements.lowerBound)
    }
}
