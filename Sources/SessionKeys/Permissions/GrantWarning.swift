/// Something about a granted session that its owner should know (rules 1.3).
package struct GrantWarning: Equatable, Sendable {
    /// The codes of the warnings.
    package enum Code: String, CaseIterable, Sendable {
        case fullAccess = "full_access"
        case notInstallable = "not_installable"
        case nativeOnlyToListed = "native_only_to_listed"
        case tokensWithoutAllowance = "tokens_without_allowance"
        case gasUnlimited = "gas_unlimited"
        case noExpiry = "no_expiry"
        case expiryWithinMargin = "expiry_within_margin"
    }

    /// What programs read.
    package let code: Code

    /// The warning as a sentence.
    package var message: String {
        switch code {
        case .fullAccess: "root: the key can do everything that the account can, and nothing is metered"
        case .notInstallable: "native-token-transfer alone cannot be installed on Modular Account v2 as it is"
        case .nativeOnlyToListed:
            "plain transfers reach only the targets that other permissions list; 0x00000000 in "
                + "functions-on-all-contracts would allow them to every address"
        case .tokensWithoutAllowance:
            "transfer, approve or transferFrom is granted on addresses without an allowance: there it is unlimited"
        case .gasUnlimited: "no gas-limit: the key may spend the account's whole balance on gas"
        case .noExpiry: "no expiry: the session lasts until it is revoked, or used up where it has an allowance"
        case .expiryWithinMargin:
            "the session expires within ExpiryMarginSec= of its beginning: nothing in it will ever be authorized"
        }
    }
}
