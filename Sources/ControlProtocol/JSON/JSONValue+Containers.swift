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
        guard kind == .object else { return nil }
        let children = tape.children(of: index)
        var candidate = children.lowerBound
        while candidate < children.upperBound {
            if tape.text(of: candidate, equals: key) { return JSONValue(tape: tape, index: candidate + 1) }
            candidate = Int(tape.nodes[candidate + 1].next)
        }
        return nil
    }
}
