import ControlProtocol

extension InputText {
    /// The one object that a whole request gives; anything else as it is.
    ///
    /// - Throws: where the request is of another method, or gives more than one object.
    func parameters(of methods: [Method]) throws(Failure) -> InputText {
        guard let method = value["method"] else { return self }
        guard methods.contains(where: { method.matches($0.rawValue) }) else {
            let given = ShownText.of(String(decoding: method.rawBytes, as: UTF8.self))
            throw fault("it asks \(given), and not \(methods.map(\.rawValue).joined(separator: " or "))")
        }
        guard let given = value["params"] else { throw fault("its request has no params") }
        guard given.kind == .array else { return InputText(given, from: name) }
        guard let object = given.onlyElement else {
            throw fault("its request has \(given.count) params; give one object")
        }
        return InputText(object, from: name)
    }
}
