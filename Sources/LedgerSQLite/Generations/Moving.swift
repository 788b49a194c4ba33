/// A generation that has gathered in memory and moves to a table, in the order of the table's rows.
struct Moving<Element> {
    private let elements: [Element]
    /// How many have moved, committed; and how many with the transaction that is open.
    private var committed = 0
    private var moved = 0

    init(_ elements: [Element]) { self.elements = elements }

    /// Whether all of them have moved.
    var isDone: Bool { moved == elements.count }

    /// The next ones, which move with the open transaction.
    mutating func next(_ count: Int) -> ArraySlice<Element> {
        let start = moved
        moved = min(elements.count, start + count)
        return elements[start..<moved]
    }

    /// The transaction is committed.
    mutating func adopt() { committed = moved }

    /// The transaction never was.
    mutating func discard() { moved = committed }
}
