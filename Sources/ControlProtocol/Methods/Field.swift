/// A field of an object on the wire. The tables of fields decide what is known, what is required and what is
/// documented.
package struct Field: Sendable {
    /// What it is called on the wire.
    package let name: StaticString
    /// Whether it must be there.
    package let isRequired: Bool
    /// What it takes.
    package let schema: Schema

    /// A field that must be there.
    package static func required(_ name: StaticString, _ schema: Schema) -> Field {
        Field(name: name, isRequired: true, schema: schema)
    }

    /// A field that may be missing, but is never `null`.
    package static func optional(_ name: StaticString, _ schema: Schema) -> Field {
        Field(name: name, isRequired: false, schema: schema)
    }
}
