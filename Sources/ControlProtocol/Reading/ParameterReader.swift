package import SessionKeys

/// Reads the fields of one object, strictly: an unknown field, a missing one, and a value of another form are faults
/// that name their place. It is passed on and never copied: a copy would count a reference for each of its parts.
package struct ParameterReader: ~Copyable {
    private let object: JSONValue
    private let path: ParameterPath
    private let table: FieldTable
    private let places: FieldPlaces

    /// Takes an object whose fields are known.
    ///
    /// - Parameters:
    ///   - object: the object; `nil` is an object without fields.
    ///   - path: its place in the parameters.
    ///   - table: what it may and must hold.
    /// - Throws: a fault where it is no object, holds an unknown field, or lacks a required one.
    package init(
        _ object: consuming JSONValue?, at path: consuming ParameterPath = .root, fields table: FieldTable
    ) throws(ValueFault) {
        let object = object ?? .emptyObject
        guard object.kind == .object else {
            guard !path.text.isEmpty else { throw .malformed("", "the parameters must be one object") }
            throw .malformed(path.text, mustBe: "an object", not: object)
        }
        let places = FieldPlaces(of: object, in: table)
        if let unknown = places.unknown {
            let name = JSONValue(tape: object.tape, index: unknown).string ?? ""
            throw .malformed(
                path.member("").text + name.beginning, "is no field that is known here\(table.hint(for: name))")
        }
        let missing = table.required & ~places.found
        guard missing == 0 else {
            throw .malformed(path.member(table.fields[missing.trailingZeroBitCount].name).text, "is missing")
        }
        (self.object, self.path, self.table, self.places) = (object, path, table, places)
    }

    /// The value of a field, if it is there.
    package subscript(name: StaticString) -> JSONValue? {
        guard let place = place(of: name) else { return nil }
        return JSONValue(tape: object.tape, index: place)
    }

    /// Where the value of a field stands in the document, if it is there.
    private func place(of name: StaticString) -> Int? {
        table.place(of: name).flatMap { places[$0] }
    }

    /// The place of a field.
    package func path(of name: StaticString) -> ParameterPath { path.member(name) }

    /// A fault of a field.
    package func fault(_ name: StaticString, _ message: String) -> ValueFault {
        .malformed(path(of: name).text, message)
    }

    /// A fault of a field that has another form than it must have.
    package func fault(_ name: StaticString, mustBe form: String, not value: JSONValue?) -> ValueFault {
        .malformed(path(of: name).text, mustBe: form, not: value)
    }

    /// A field that is read by a function of its bytes as text.
    package func optional<Value>(
        _ name: StaticString, _ form: @autoclosure () -> String, _ read: (Span<UInt8>) -> Value?
    ) throws(ValueFault) -> Value? {
        guard let place = place(of: name) else { return nil }
        // Not by way of a value, which would count a reference to the document.
        guard let result = object.tape.withString(at: place, read) else {
            throw fault(name, mustBe: form(), not: JSONValue(tape: object.tape, index: place))
        }
        return result
    }

    /// A field that must be there.
    package func required<Value>(_ name: StaticString, _ value: Value?) throws(ValueFault) -> Value {
        guard let value else { throw fault(name, "is missing") }
        return value
    }
}
