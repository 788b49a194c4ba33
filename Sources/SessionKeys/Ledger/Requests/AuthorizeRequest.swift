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
