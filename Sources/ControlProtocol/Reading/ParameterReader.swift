package import SessionKeys

/// Reads the fields of one object, strictly: an unknown field, a missing one, and a value of another form are faults
/// that name their place. It is handed on and never copied, which would count a reference for each of its parts.
package struct ParameterReader: ~Copyable {
    private let object: JSONValue?
    private let path: ParameterPath
    private let fields: [Field]
    private let places: FieldPlaces

    /// Takes an object whose fields are known.
    ///
    /// - Parameters:
    ///   - object: the object; `nil` is an object without fields.
    ///   - path: its place in the parameters.
    ///   - fields: what it may and must hold.
    /// - Throws: a fault where it is no object, holds an unknown field, or lacks a required one.
    package init(_ object: JSONValue?, at path: ParameterPath = .root, fields: [Field]) throws(ValueFault) {
        places = try Self.places(of: object, at: path, fields)
        (self.object, self.path, self.fields) = (object, path, fields)
    }

    private static func places(
        of object: JSONValue?, at path: ParameterPath, _ fields: [Field]
    ) throws(ValueFault) -> FieldPlaces {
        var places = FieldPlaces()
        if let object {
            guard object.kind == .object else {
                throw .malformed(
                    path.text, path.text.isEmpty ? "the parameters must be one object" : "must be an object")
            }
            places = FieldPlaces(of: object, in: fields)
            if let unknown = places.unknown {
                let name = JSONValue(tape: object.tape, index: unknown).string ?? ""
                throw .malformed(path.member("").text + name, "is no field that is known here")
            }
        }
        for place in fields.indices where fields[place].isRequired && places[place] == nil {
            throw .malformed(path.member(fields[place].name).text, "is missing")
        }
        return places
    }

    /// The value of a field, if it is there.
    package subscript(name: StaticString) -> JSONValue? {
        guard let object, let field = fields.firstIndex(where: { $0.isNamed(name) }), let place = places[field] else {
            return nil
        }
        return JSONValue(tape: object.tape, index: place)
    }

    /// The place of a field.
    package func path(of name: StaticString) -> ParameterPath { path.member(name) }

    /// A fault of a field.
    package func fault(_ name: StaticString, _ message: String) -> ValueFault {
        .malformed(path(of: name).text, message)
    }

    /// A field that is read by a function of its bytes as text.
    package func optional<Value>(
        _ name: StaticString, _ form: @autoclosure () -> String, _ read: (Span<UInt8>) -> Value?
    ) throws(ValueFault) -> Value? {
        guard let value = self[name] else { return nil }
        guard let result = value.withText(read) else { throw fault(name, "must be \(form())") }
        return result
    }

    /// A field that must be there.
    package func required<Value>(_ name: StaticString, _ value: Value?) throws(ValueFault) -> Value {
        guard let value else { throw fault(name, "is missing") }
        return value
    }
}

extension ValueFault {
    /// A value breaks rules 1.1.
    package static func malformed(_ path: String, _ message: String) -> ValueFault {
        ValueFault(.malformedValue, at: path, message)
    }
}
