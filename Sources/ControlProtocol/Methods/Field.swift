import SessionKeys

/// A field of an object on the wire. The tables of fields decide what is known, what is required and what is
/// documented.
package struct Field: Sendable {
    /// What it is called on the wire.
    package let name: StaticString
    /// Whether it must be there.
    package let isRequired: Bool
    /// What it takes.
    package let schema: Schema

    /// Whether this is the field's name; mostly both are the same text in memory.
    @inline(__always)
    func isNamed(_ other: StaticString) -> Bool {
        // Nothing is read from where they point.
        guard name.utf8CodeUnitCount == other.utf8CodeUnitCount else { return false }
        return unsafe name.utf8Start == other.utf8Start || isSpelled(other)
    }

    private func isSpelled(_ other: StaticString) -> Bool {
        // Static strings are constant memory with their lengths; the buffers do not leave the bodies.
        name.withUTF8Buffer { own in
            other.withUTF8Buffer { other in unsafe own.span.isSame(as: other.span) }
        }
    }

    /// A field that must be there.
    package static func required(_ name: StaticString, _ schema: Schema) -> Field {
        Field(name: name, isRequired: true, schema: schema)
    }

    /// A field that may be missing, but is never `null`.
    package static func optional(_ name: StaticString, _ schema: Schema) -> Field {
        Field(name: name, isRequired: false, schema: schema)
    }
}
