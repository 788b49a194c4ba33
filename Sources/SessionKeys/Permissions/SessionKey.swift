/// The key that a session lets act for the account (semantics 1.1).
package struct SessionKey: Hashable, Sendable {
    /// What kind of key it is. `ecdsa` is an alias of `secp256k1`: another spelling, the same kind.
    package enum Kind: String, CaseIterable, Sendable {
        case secp256k1
        case ecdsa
        case contract
    }

    package let kind: Kind
    /// The key's address, which the Wallets API calls `publicKey`.
    package let address: Address

    /// A key of a kind, by its address.
    package init(kind: Kind, address: Address) {
        self.kind = kind
        self.address = address
    }
}
