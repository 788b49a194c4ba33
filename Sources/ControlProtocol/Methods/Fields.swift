package import SessionKeys

/// The tables of fields of every object that a request may hold.
package enum Fields {
    package static let key: [Field] = [
        .required("type", .choice(SessionKey.Kind.wireNames, "ecdsa is an alias of secp256k1")),
        .required("publicKey", .address),
    ]

    package static let permission: [Field] = [
        .required("type", .choice(PermissionType.allCases.map(\.rawValue), "one of the eight permission types")),
        .optional("data", .anyObject("what the type takes; root takes none")),
    ]

    private static let functions = Field.required(
        "functions", .list(.selector, limit: SessionDefinition.functionLimit, "1 or more selectors"))

    /// The fields of a permission's `data`; `nil` for root, which has none.
    package static func data(of type: PermissionType) -> [Field]? {
        switch type {
        case .nativeTokenTransfer: [.required("allowance", .amount)]
        case .erc20TokenTransfer: [.required("address", .address), .required("allowance", .amount)]
        case .gasLimit: [.required("limit", .amount)]
        case .contractAccess: [.required("address", .address)]
        case .accountFunctions, .functionsOnAllContracts: [functions]
        case .functionsOnContract: [.required("address", .address), functions]
        case .root: nil
        }
    }

    package static let creation: [Field] = [
        .required("account", .address),
        .required("chainId", .chainID),
        .required("key", .object(key, "the session key")),
        .required(
            "permissions",
            .list(.object(permission, "a permission"), limit: SessionDefinition.permissionLimit, "what is granted")),
        .optional("expirySec", .seconds),
        .optional("notBeforeSec", .seconds),
        .optional(
            "gasLimitUnit", .choice(GasLimitUnit.allCases.map(\.rawValue), "what gas-limit counts; gas by default")),
        .optional("label", .label(limit: PlainText.labelLimit, "for people")),
        .optional("idempotencyKey", .key),
    ]

    package static let call: [Field] = [
        .required("to", .address), .optional("value", .amount), .optional("data", .bytes),
    ]

    package static let gas: [Field] = [
        .optional("preVerificationGas", .gasNumber), .optional("verificationGasLimit", .gasNumber),
        .optional("callGasLimit", .gasNumber), .optional("maxFeePerGas", .gasNumber), .optional("paymaster", .address),
    ]

    package static let userOperation: [Field] = [
        .required("sender", .address), .required("nonce", .amount), .required("callData", .bytes),
        .optional("preVerificationGas", .gasNumber), .optional("verificationGasLimit", .gasNumber),
        .optional("callGasLimit", .gasNumber), .optional("maxFeePerGas", .gasNumber),
        .optional("maxPriorityFeePerGas", .gasNumber), .optional("factory", .address), .optional("factoryData", .bytes),
        .optional("paymaster", .address), .optional("paymasterVerificationGasLimit", .gasNumber),
        .optional("paymasterPostOpGasLimit", .gasNumber), .optional("paymasterData", .bytes),
        .optional("eip7702Auth", .anyObject("not looked into")), .optional("signature", .bytes),
    ]

    package static let check: [Field] = [
        .required("sessionId", .id),
        .optional("calls", .list(.object(call, "a call"), limit: nil, "what the account is to do")),
        .optional("userOperation", .object(userOperation, "EntryPoint v0.7 or later, unpacked; instead of calls")),
        .optional("chainId", .chainID),
        .optional("gas", .object(gas, "beside calls; a user operation carries its own")),
    ]

    package static let authorize: [Field] =
        check + [
            .optional("idempotencyKey", .key),
            .optional("settle", .boolean("true: counted as spent at once")),
        ]

    package static let settle: [Field] = [
        .required("authorizationId", .id),
        .required("outcome", .choice(Settlement.Outcome.allCases.map(\.rawValue), "what became of the operation")),
        .optional("actualGasUsed", .gasNumber),
    ]

    package static let sessionID: [Field] = [.required("sessionId", .id)]

    package static let page: [Field] = [.optional("limit", .pageLimit), .optional("cursor", .cursor)]

    package static let list: [Field] =
        [
            .optional("status", .choice(SessionStatus.allCases.map(\.rawValue), "only sessions of this status")),
            .optional("account", .address), .optional("chainId", .chainID),
        ] + page

    package static let revoke: [Field] = [
        .optional("sessionId", .id), .optional("account", .address),
        .optional("reason", .label(limit: PlainText.labelLimit, "goes into the event and the session")),
    ]

    package static let subscription: [Field] = [.optional("after", .sequence), .optional("sessionId", .id)]

    package static let readBackup: [Field] = [.required("offset", .offset)]

    package static let events: [Field] = subscription + [.optional("limit", .pageLimit)]
}
