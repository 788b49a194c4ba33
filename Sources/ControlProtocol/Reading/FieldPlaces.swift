/// Where the values of an object's fields stand in its document: looked for once, member by member.
struct FieldPlaces {
    /// A place for each field of a table; the largest table has so many.
    typealias Places = InlineArray<16, Int32>

    private var places = Places(repeating: -1)

    /// Where the name of the first member stands that is no known field; nil if there is none.
    private(set) var unknown: Int?

    /// Looks the members of an object up in the table, each starting behind the one that was found last: they mostly
    /// come in the table's order.
    static func of(_ object: JSONValue, in table: FieldTable) -> FieldPlaces {
        var places = FieldPlaces()
        places.look(for: table.fields, in: object)
        return places
    }

    private mutating func look(for fields: [Field], in object: JSONValue) {
        let tape = object.tape
        var expected = 0
        let stranger = tape.member(of: object.index) { name in
            for step in 0..<fields.count {
                let sum = expected + step
                let field = sum < fields.count ? sum : sum - fields.count
                guard tape.text(of: name, equals: fields[field].name) else { continue }
                // A value follows its name; a document has fewer than 2^31 nodes, as it is no longer than a message.
                places[field] = Int32(truncatingIfNeeded: name + 1)
                expected = field + 1
                return false
            }
            return true
        }
        unknown = stranger.map { $0 - 1 }
    }

    /// The place of a field's value, or nil where it is not there.
    @inline(__always)
    subscript(field: Int) -> Int? {
        let place = places[field]
        return place < 0 ? nil : Int(place)
    }
}
