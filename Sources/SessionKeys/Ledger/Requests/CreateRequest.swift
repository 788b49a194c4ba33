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
