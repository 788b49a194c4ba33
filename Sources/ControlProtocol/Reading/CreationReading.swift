package import SessionKeys

/// Reads what `wallet_createSession` takes.
package enum CreationReading {
    /// The parameters as parsed values.
    ///
    /// - Throws: the first value that breaks rules 1.1; whether the rest may be granted is decided later.
    package static func definition(_ parameters: JSONValue?) throws(ValueFault) -> SessionDefinition {
        let reader = try ParameterReader(parameters, fields: Fields.creation)
        let account = try reader.address("account")
        let chainID = try reader.required("chainId", try reader.optionalChainID("chainId"))
        let key = try key(reader["key"])
        return SessionDefinition(
            account: account, chainID: chainID, key: key,
            permissions: try permissions(reader.list("permissions")),
            expirySec: try time("expirySec", of: reader),
            notBeforeSec: try time("notBeforeSec", of: reader),
            gasLimitUnit: try reader.optionalChoice("gasLimitUnit", GasLimitUnit.self) ?? .gas,
            label: try reader.optionalLabel("label"))
    }

    /// A time; 0 where there is none.
    private static func time(_ name: StaticString, of reader: borrowing ParameterReader) throws(ValueFault) -> Int64 {
        try reader.optionalInteger(
            name, in: 0...SessionDefinition.latestExpirySec, called: "Unix time in whole seconds") ?? 0
    }

    /// The permissions in a text that some creation gave earlier; `nil` where no creation could have given it.
    package static func permissions(asGiven text: [UInt8]) -> [Permission]? {
        guard let given = try? JSONDocument(parsing: text).root, given.kind == .array else { return nil }
        let path = ParameterPath.root.member("permissions")
        return try? permissions(given.elements.enumerated().map { (path.element($0), $1) })
    }

    /// The key of a creation, which is looked up before the rest is looked at.
    package static func idempotencyKey(_ parameters: JSONValue?) throws(ValueFault) -> String? {
        guard let parameters, let value = parameters["idempotencyKey"] else { return nil }
        guard let text = value.string, GivenText.isKey(text) else {
            throw .malformed("idempotencyKey", mustBe: GivenText.keyForm, not: value)
        }
        return text
    }

    private static func key(_ value: JSONValue?) throws(ValueFault) -> SessionKey {
        let reader = try ParameterReader(value, at: ParameterPath.root.member("key"), fields: Fields.key)
        let kind = try reader.optional("type", "one of \(SessionKey.Kind.wireNames.joined(separator: ", "))") { text in
            SessionKey.Kind(wire: String(text))
        }
        return SessionKey(kind: try reader.required("type", kind), address: try reader.address("publicKey"))
    }

    private static func permissions(
        _ list: [(path: ParameterPath, value: JSONValue)]
    ) throws(ValueFault) -> [Permission] {
        try SessionDefinition.validate(permissionCount: list.count)
        var permissions: [Permission] = []
        for (path, value) in list { permissions.append(try permission(value, at: path)) }
        return permissions
    }

    private static func permission(_ value: JSONValue, at path: ParameterPath) throws(ValueFault) -> Permission {
        let reader = try ParameterReader(value, at: path, fields: Fields.permission)
        let type = try reader.choice("type", PermissionType.self)
        guard let fields = Fields.data(of: type) else {
            guard reader["data"] == nil else { throw reader.fault("data", "root takes none") }
            return .root
        }
        let data = try reader.required("data", reader["data"])
        return try permission(type, ParameterReader(data, at: path.member("data"), fields: fields))
    }

    private static func permission(_ type: PermissionType, _ data: borrowing ParameterReader) throws(ValueFault)
        -> Permission
    {
        switch type {
        case .nativeTokenTransfer: .nativeTokenTransfer(allowance: try data.amount("allowance"))
        case .erc20TokenTransfer:
            .erc20TokenTransfer(token: try data.address("address"), allowance: try data.amount("allowance"))
        case .gasLimit: .gasLimit(try data.amount("limit"))
        case .contractAccess: .contractAccess(try data.address("address"))
        case .accountFunctions: .accountFunctions(try functions(data))
        case .functionsOnAllContracts: .functionsOnAllContracts(try functions(data))
        case .functionsOnContract: .functionsOnContract(try data.address("address"), try functions(data))
        case .root: .root
        }
    }

    private static func functions(_ data: borrowing ParameterReader) throws(ValueFault) -> [Selector] {
        var functions: [Selector] = []
        for (path, value) in try data.list("functions") {
            guard let selector = value.withText(Selector.init(wire:)) else {
                throw .malformed(path.text, mustBe: "0x and 8 hex digits", not: value)
            }
            functions.append(selector)
        }
        return functions
    }
}
