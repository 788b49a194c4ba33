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
