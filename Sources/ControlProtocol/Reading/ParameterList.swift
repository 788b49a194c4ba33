package import SessionKeys

/// The ways in which `params` may hold the one object that a method takes.
package enum ParameterList {
    /// The object: `params` itself, its only element, or `nil` where there are none.
    package static func object(_ parameters: consuming JSONValue?) throws(ValueFault) -> JSONValue? {
        guard let parameters, parameters.kind == .array else { return parameters }
        if let only = parameters.onlyElement { return only }
        guard parameters.count == 0 else { throw .malformed("", "\(parameters.count) parameters; give one object") }
        return nil
    }

    /// The values by position, at most `limit` of them.
    package static func positions(_ parameters: JSONValue?, limit: Int) throws(ValueFault) -> [JSONValue] {
        guard let parameters else { return [] }
        guard parameters.kind == .array, parameters.count <= limit else {
            throw .malformed("", "give an array of at most \(limit) \(limit == 1 ? "value" : "values")")
        }
        return Array(parameters.elements)
    }
}
