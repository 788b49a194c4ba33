import ControlProtocol
import SessionKeys

extension JSONValue {
    /// The one object that a whole request gives; anything else as it is.
    ///
    /// - Throws: where the request is of another method, or gives more than one object.
    func parameters(of methods: [Method]) throws(Failure) -> JSONValue {
        guard let method = self["method"] else { return self }
        guard methods.contains(where: { method.matches($0.rawValue) }) else {
            let given = PrintableText.of(String(decoding: method.rawBytes, as: UTF8.self))
            throw .wrongUsage("the file asks \(given), and not \(methods.map(\.rawValue).joined(separator: " or "))")
        }
        guard let given = self["params"] else { throw .wrongUsage("the file's request has no params") }
        guard given.kind == .array else { return given }
        guard given.count == 1, let object = given.elements.first(where: { _ in true }) else {
            throw .wrongUsage("the file's request has \(given.count) params; give one object")
        }
        return object
    }
}
