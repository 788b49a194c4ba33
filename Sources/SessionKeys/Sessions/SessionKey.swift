/// The key that a session lets act for the account (rules 1.1).
package struct SessionKey: Hashable, Sendable {
    /// What kind of key it is.
    package enum Kind: String, CaseIterable, Sendable {
        case secp256k1
        case contract

        /// The kind of a name on the wire, where `ecdsa` is another name for `secp256k1`.
        package init?(wire name: String) { self.init(rawValue: name == Self.alias ? "secp256k1" : name) }

        /// The names that the wire knows.
        package static let wireNames = allCases.map(\.rawValue) + [alias]

        private static let alias = "ecdsa"
    }

    /// What signs.
    package let kind: Kind
    /// The key's address, which the Wallets API calls `publicKey`.
    package let address: Address

    /// A key of a kind, by its address.
    package init(kind: Kind, address: Address) {
        self.kind = kind
        self.address = address
    }
}
