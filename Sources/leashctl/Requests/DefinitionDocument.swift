import ControlProtocol

/// The JSON that defines a session: the parameters of `wallet_createSession`, by themselves, in an array as a client
/// sends them, or within a whole request.
struct DefinitionDocument {
    private let parameters: JSONValue

    /// Looks for the parameters in what was given.
    init(_ input: InputText) throws(Failure) {
        let value = try input.parameters(of: [.createSession]).value
        let parameters = value.onlyElement ?? value
        guard parameters.kind == .object else {
            throw input.fault("a session is defined by one JSON object: account, chainId, key, permissions and so on")
        }
        self.parameters = parameters
        try refuseMistyped(in: input)
    }

    /// Refuses an address whose letters contradict its digits. The daemon takes it, as other clients may mean it so;
    /// who writes a definition by hand has mistyped it.
    private func refuseMistyped(in input: InputText) throws(Failure) {
        var addresses = [("account", parameters["account"]), ("key.publicKey", parameters["key"]?["publicKey"])]
        for (index, permission) in parameters.list("permissions").enumerated() {
            addresses.append(("permissions[\(index)].data.address", permission["data"]?["address"]))
        }
        for (name, value) in addresses {
            guard let text = value?.string else { continue }
            do {
                _ = try ChecksumSpelling.address(text)
            } catch {
                throw input.fault("\(name): \(error)")
            }
        }
    }

    /// Whether it has a member of this name.
    func says(_ name: String) -> Bool { parameters[name] != nil }

    /// Writes the members as they are, but for those that are given elsewhere.
    func write(to writer: inout JSONWriter, except names: Set<String>) {
        for (key, value) in parameters.members {
            guard let name = key.string, !names.contains(name) else { continue }
            writer.key(named: name)
            writer.value(value)
        }
    }
}
