package import SessionKeys

/// The tables of fields of every object that a request may hold.
package enum Fields {
    /// A session's key.
    package static let key: FieldTable = [
        .required("type", .choice(SessionKey.Kind.wireNames, "ecdsa is an alias of secp256k1")),
        .required("publicKey", .address),
    ]

    /// A permission.
    package static let permission: FieldTable = [
        .required("type", .choice(PermissionType.allCases.map(\.rawValue), "one of the eight permission types")),
        .optional("data", .anyObject("what the type takes; root takes none")),
    ]

    private static let functions = Field.required(
        "functions", .list(.selector, limit: SessionDefinition.functionLimit, "1 or more selectors"))
    private static let ofNativeTransfer: FieldTable = [.required("allowance", .amount)]
    private static let ofTokenTransfer: FieldTable = [.required("address", .address), .required("allowance", .amount)]
    private static let ofGasLimit: FieldTable = [.required("limit", .amount)]
    private static let ofContract: FieldTable = [.required("address", .address)]
    private static let ofFunctions: FieldTable = [functions]
    private static let ofFunctionsOnContract: FieldTable = [.required("address", .address), functions]

    /// The fields of a permission's `data`; `nil` for root, which has none.
    package static func data(of type: PermissionType) -> FieldTable? {
        switch type {
        case .nativeTokenTransfer: ofNativeTransfer
        case .erc20TokenTransfer: ofTokenTransfer
        case .gasLimit: ofGasLimit
        case .contractAccess: ofContract
        case .accountFunctions, .functionsOnAllContracts: ofFunctions
        case .functionsOnContract: ofFunctionsOnContract
        case .root: nil
        }
    }

    /// What `wallet_createSession` takes.
    package static let creation: FieldTable = [
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
        .optional("label", .label(0...GivenText.labelLimit, "for people")),
        .optional("idempotencyKey", .key),
    ]

    /// A call of an operation.
    package static let call: FieldTable = [
        .required("to", .address), .optional("value", .amount), .optional("data", .bytes),
    ]

    /// The gas beside calls.
    package static let gas: FieldTable = [
        .optional("preVerificationGas", .gasField), .optional("verificationGasLimit", .gasField),
        .optional("callGasLimit", .gasField), .optional("maxFeePerGas", .gasField), .optional("paymaster", .address),
    ]

    /// A user operation, unpacked.
    package static let userOperation: FieldTable = [
        .required("sender", .address), .required("nonce", .amount), .required("callData", .bytes),
        .optional("preVerificationGas", .gasField), .optional("verificationGasLimit", .gasField),
        .optional("callGasLimit", .gasField), .optional("maxFeePerGas", .gasField),
        .optional("maxPriorityFeePerGas", .gasField), .optional("factory", .factory), .optional("factoryData", .bytes),
        .optional("paymaster", .address), .optional("paymasterVerificationGasLimit", .gasField),
        .optional("paymasterPostOpGasLimit", .gasField), .optional("paymasterData", .bytes),
        .optional("eip7702Auth", .anyObject("not looked into")), .optional("signature", .bytes),
    ]

    /// What `session_check` takes.
    package static let check: FieldTable = [
        .required("sessionId", .id),
        .optional("calls", .list(.object(call, "a call"), limit: nil, "what the account is to do")),
        .optional("userOperation", .object(userOperation, "EntryPoint v0.7 or later, unpacked; instead of calls")),
        .optional("chainId", .chainID),
        .optional("gas", .object(gas, "beside calls; a user operation carries its own")),
    ]

    /// What `session_authorize` takes.
    package static let authorize: FieldTable =
        check + [
            .optional("idempotencyKey", .key),
            .optional("settle", .boolean("true: counted as spent at once")),
        ]

    /// What `session_settle` takes.
    package static let settle: FieldTable = [
        .required("authorizationId", .id),
        .required("outcome", .choice(Settlement.Outcome.allCases.map(\.rawValue), "what became of the operation")),
        .optional("actualGasUsed", .gasField),
    ]

    /// What of it is for whoever spends, who may not give itself anything back (rules 3.4).
    package static let settleAsSpender: FieldTable = [
        .required("authorizationId", .id),
        .required("outcome", .choice([Settlement.Outcome.success.rawValue], "others need the control socket")),
    ]

    /// What is asked of one session.
    package static let sessionID: FieldTable = [.required("sessionId", .id)]

    /// Which part of a listing.
    package static let page: FieldTable = [.optional("limit", .pageLimit), .optional("cursor", .cursor)]

    /// What `session_authorizations` takes.
    package static let authorizations = sessionID + page

    /// What `session_list` takes.
    package static let list: FieldTable =
        [
            .optional("status", .choice(SessionStatus.allCases.map(\.rawValue), "only sessions of this status")),
            .optional("account", .address), .optional("chainId", .chainID),
        ] + page

    /// What `session_revoke` takes.
    package static let revoke: FieldTable = [
        .optional("sessionId", .id), .optional("account", .address),
        .optional("reason", .label(0...GivenText.labelLimit, "goes into the event and the session")),
    ]

    /// What a subscription may say.
    package static let subscription: FieldTable = [.optional("after", .sequence), .optional("sessionId", .id)]

    /// What `session_unsubscribe` and `eth_unsubscribe` take, by position.
    package static let unsubscription: FieldTable = [
        .required("subscription", .text(pattern: "^0x[0-9a-f]+$", "the id that subscribing gave"))
    ]

    /// What `eth_subscribe` takes, by position.
    package static let ethSubscription: FieldTable = [
        .required("kind", .choice(["sessions"], "what is subscribed to")),
        .optional("options", .object(subscription, "where to begin, and which session")),
    ]

    /// What `daemon_readBackup` takes.
    package static let readBackup: FieldTable = [.required("offset", .offset)]

    /// What `session_events` takes.
    package static let events: FieldTable = subscription + [.optional("limit", .pageLimit)]

    /// What a method takes that takes nothing.
    package static let none: FieldTable = []
}
