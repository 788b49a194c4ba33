/// Where the values of an object's fields stand in its document: looked for once, member by member.
struct FieldPlaces {
    /// A place for each field of a table.
    private var places = InlineArray<16, Int32>(repeating: 0)

    /// The fields that are there.
    private(set) var found: FieldTable.FieldSet = 0

    /// Where the name of the first member stands that is no known field; nil if there is none.
    private(set) var unknown: Int?

    /// Looks the members of an object up in the table.
    init(of object: borrowing JSONValue, in table: FieldTable) {
        let tape = object.tape
        let stranger = tape.member(of: object.index) { name in
            guard let field = tape.withText(of: name, table.place) else { return true }
            // A value follows its name; a document has fewer than 2^31 nodes, as it is no longer than a message.
            places[field] = Int32(truncatingIfNeeded: name + 1)
            found |= 1 << FieldTable.FieldSet(truncatingIfNeeded: field)
            return false
        }
        unknown = stranger.map { $0 - 1 }
    }

    /// The place of a field's value, or nil where it is not there.
    @inline(__always)
    subscript(field: Int) -> Int? {
        found & 1 << FieldTable.FieldSet(truncatingIfNeeded: field) == 0 ? nil : Int(places[field])
    }
}
