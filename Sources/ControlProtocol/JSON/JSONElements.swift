/// The elements of an array.
package struct JSONElements: Sequence, Sendable {
    let tape: JSONTape
    let nodes: Range<Int>

    /// Starts at the first element.
    package func makeIterator() -> Iterator {
        Iterator(tape: tape, position: nodes.lowerBound, end: nodes.upperBound)
    }

    /// Steps from value to value, over whatever each of them holds.
    package struct Iterator: IteratorProtocol {
        let tape: JSONTape
        var position: Int
        let end: Int

        /// The next element, if there is one.
        package mutating func next() -> JSONValue? {
            guard position < end else { return nil }
            let element = JSONValue(tape: tape, index: position)
            position = tape.next(after: position)
            return element
        }
    }
}
