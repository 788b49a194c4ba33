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
