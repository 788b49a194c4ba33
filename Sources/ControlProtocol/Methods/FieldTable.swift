/// The fields that an object may and must hold, in the order in which they are documented: written as a list of them.
package final class FieldTable: Sendable, ExpressibleByArrayLiteral {
    /// How many fields a table may have.
    static let limit = FieldPlaces.Places.count

    /// The fields.
    package let fields: [Field]
    /// For each mark of a name the place of its field, or at the next mark that was free; -1 where there is none. Many
    /// more than fields, so that most names are found at their own.
    private let places: [Int8]

    /// A table of these fields.
    package init(_ fields: [Field]) {
        precondition(fields.count <= Self.limit, "a table has more fields than there are places")
        var places = [Int8](repeating: -1, count: NameMark.count)
        for (place, field) in fields.enumerated() {
            var mark = Self.mark(of: field.name)
            while places[mark] >= 0 { mark = Self.next(mark) }
            // There are at most `limit` of them.
            places[mark] = Int8(truncatingIfNeeded: place)
        }
        (self.fields, self.places) = (fields, places)
    }

    /// A table of the fields, in their order.
    package convenience init(arrayLiteral fields: Field...) { self.init(fields) }

    /// The fields of both.
    package static func + (first: FieldTable, second: FieldTable) -> FieldTable {
        FieldTable(first.fields + second.fields)
    }

    /// The place of the field of a name, if there is one.
    func place(of name: StaticString) -> Int? {
        var mark = Self.mark(of: name)
        while places[mark] >= 0 {
            let place = Int(places[mark])
            if fields[place].isNamed(name) { return place }
            mark = Self.next(mark)
        }
        return nil
    }

    private static func mark(of name: StaticString) -> Int {
        // Constant memory with its length; the buffer does not leave the body.
        let last = name.withUTF8Buffer { unsafe $0.last ?? 0 }
        return NameMark.of(length: name.utf8CodeUnitCount, last: last)
    }

    private static func next(_ mark: Int) -> Int { (mark + 1) % NameMark.count }
}
