/// A user operation of EntryPoint v0.7 or later in its unpacked form. What the decision needs is parsed; the rest only
/// tells one operation from another (rules 2.1, 3.5).
package struct UserOperation: Hashable, Sendable {
    /// The account that it is for.
    package let sender: Address
    /// What tells it from others with the same content.
    package let nonce: Amount
    /// What the account is called with.
    package let callData: ArraySlice<UInt8>
    /// What it may take of gas, and who pays.
    package let gas: Gas
    /// The fields that change nothing in the decision, as content; `signature` is not among them.
    package let otherContent: [UInt8]

    /// An operation of its parsed fields.
    package init(sender: Address, nonce: Amount, callData: ArraySlice<UInt8>, gas: Gas, otherContent: [UInt8] = []) {
        self.sender = sender
        self.nonce = nonce
        self.callData = callData
        self.gas = gas
        self.otherContent = otherContent
    }

    /// Whether the account is told about the operation itself, which its allowance modules need.
    var hasContext: Bool { Selector(leading: callData) == .executeUserOperation }
}
