/// The members of an object; keys are string values.
package struct JSONMembers: Sequence, Sendable {
    let tape: JSONTape
    let nodes: Range<Int>

    /// Starts at the first member.
    package func makeIterator() -> Iterator {
        Iterator(nodes: JSONElements(tape: tape, nodes: nodes).makeIterator())
    }

    /// Takes a key and a value at each step.
    package struct Iterator: IteratorProtocol {
        var nodes: JSONElements.Iterator

        /// The next member, if there is one.
        package mutating func next() -> (key: JSONValue, value: JSONValue)? {
            guard let key = nodes.next(), let value = nodes.next() else { return nil }
            return (key, value)
        }
    }
}
