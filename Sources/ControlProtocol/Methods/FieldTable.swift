import SessionKeys

/// The fields that an object may and must hold, in the order in which they are documented: written as a list of them.
package final class FieldTable: Sendable, ExpressibleByArrayLiteral {
    /// How many fields a table may have: as many as a set of them has bits, and as its names and `FieldPlaces` have
    /// places. The four change together.
    static let limit = 16

    /// Fields by their places, one bit each.
    typealias FieldSet = UInt16

    /// The fields.
    package let fields: [Field]
    /// Their names, here and not in an array, so that whoever looks one up counts no reference.
    private let names: InlineArray<16, StaticString>
    private let places: MarkedPlaces
    /// Those that must be there.
    let required: FieldSet

    /// A table of these fields.
    package init(_ fields: [Field]) {
        precondition(
            fields.count <= Self.limit && FieldSet.bitWidth == Self.limit,
            "a table has more fields than there are places")
        var names = InlineArray<16, StaticString>(repeating: "")
        var places = MarkedPlaces()
        var required: FieldSet = 0
        for (place, field) in fields.enumerated() {
            names[place] = field.name
            places.add(place, for: NameMark.of(field.name))
            if field.isRequired { required |= 1 << FieldSet(place) }
        }
        (self.fields, self.names, self.required) = (fields, names, required)
        self.places = places
    }

    /// A table of the fields, in their order.
    package convenience init(arrayLiteral fields: Field...) { self.init(fields) }

    /// The fields of both.
    package static func + (first: FieldTable, second: FieldTable) -> FieldTable {
        FieldTable(first.fields + second.fields)
    }

    /// Which field may have been meant by a name that none has, for the end of a sentence; empty where nothing is near.
    func hint(for name: String) -> String {
        NearestName.of(name, among: fields.map { "\($0.name)" }).map { " (did you mean \($0)?)" } ?? ""
    }

    /// The place of the field of a name that the source code knows, if there is one.
    func place(of name: StaticString) -> Int? {
        places.first(of: NameMark.of(name)) { names[$0].isSame(as: name) }
    }

    /// The place of the field of a name that somebody wrote, if there is one.
    func place(of name: Span<UInt8>) -> Int? {
        places.first(of: NameMark.of(name)) { names[$0].isSpelled(name) }
    }
}
