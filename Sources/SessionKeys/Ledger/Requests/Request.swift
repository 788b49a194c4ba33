/// What the ledger is asked. Everything that happens to a session is one of these: one path, one order. Indirect,
/// because a request is handed on more often than it is looked into.
package indirect enum Request: Sendable {
    case create(CreateRequest)
    case check(session: SessionID, Operation)
    case authorize(AuthorizeRequest)
    case settle(SettleRequest)
    case revoke(RevokeRequest)
    case read(Query)

    /// Whether the request may change something.
    package var mayWrite: Bool {
        switch self {
        case .check, .read: false
        case .create, .authorize, .settle, .revoke: true
        }
    }

    /// Whether all sessions of an account are to be ended, however many those are.
    package var revokesAnAccount: Bool {
        if case .revoke(let request) = self, case .account = request.scope { true } else { false }
    }

    /// Whether the request still counts where the disk has room for little: what writes nothing, and what ends
    /// sessions. A settlement can wait, as what it is about stays debited.
    package var goesFirst: Bool {
        switch self {
        case .check, .read, .revoke: true
        case .create, .authorize, .settle: false
        }
    }
}

/// A session to be granted.
package struct CreateRequest: Sendable {
    /// What was asked for: a definition, or what was wrong with it already when it was read. A faulty one still finds
    /// out whether its key is taken (rules 3.5: looked up before validation).
    package let definition: Result<SessionDefinition, ValueFault>
    /// The permissions as they were given, to be given back like that.
    package let permissionsAsGiven: [UInt8]
    /// The client's idempotency key, by which the same session is given again.
    package let key: String?
    /// The content of the definition; `nil` where it is faulty.
    package let content: ContentDigest?
    /// The id that the session gets, fresh from the machine's randomness.
    package let freshID: SessionID

    /// A request with the randomness that it needs.
    package init(
        definition: Result<SessionDefinition, ValueFault>, permissionsAsGiven: [UInt8], key: String?,
        content: ContentDigest?, freshID: SessionID
    ) {
        self.definition = definition
        self.permissionsAsGiven = permissionsAsGiven
        self.key = key
        self.content = content
        self.freshID = freshID
    }
}

/// An operation to be authorized.
package struct AuthorizeRequest: Sendable {
    /// Within which session.
    package let session: SessionID
    /// What is to be done.
    package let operation: Operation
    /// What the operation is known by: the client's key, or a user operation's content.
    package let key: OperationKey?
    /// Whether it counts as spent at once.
    package let settle: Bool
    /// The random half of the id that the authorization gets.
    package let freshNonce: UInt64

    /// A request with the randomness that it needs.
    package init(session: SessionID, operation: Operation, key: OperationKey?, settle: Bool, freshNonce: UInt64) {
        self.session = session
        self.operation = operation
        self.key = key
        self.settle = settle
        self.freshNonce = freshNonce
    }
}

/// An authorization to be settled.
package struct SettleRequest: Sendable {
    /// Which one.
    package let authorization: AuthorizationID
    /// What became of the operation.
    package let outcome: Settlement.Outcome
    /// The gas that it took, where that is known.
    package let actualGasUsed: Amount?

    /// A settlement as whoever watches the chain reports it.
    package init(authorization: AuthorizationID, outcome: Settlement.Outcome, actualGasUsed: Amount? = nil) {
        self.authorization = authorization
        self.outcome = outcome
        self.actualGasUsed = actualGasUsed
    }
}

/// Sessions to be revoked.
package struct RevokeRequest: Sendable {
    /// Which sessions are meant.
    package enum Scope: Sendable {
        case session(SessionID)
        /// All active ones of the account.
        case account(Address)
    }

    /// Which sessions.
    package let scope: Scope
    /// What the administrator says of it.
    package let reason: String?

    /// A revocation, with what the administrator says of it.
    package init(_ scope: Scope, reason: String? = nil) {
        self.scope = scope
        self.reason = reason
    }
}
