import SessionKeys

/// What a permission of a session lets through, as a sentence that begins with "the key may".
struct PermissionWords {
    let session: SessionAnswer

    private var denomination: Denomination { session.denomination }

    /// The rest of the sentence.
    func text(of permission: PermissionAnswer) -> String {
        let target = permission.address ?? "?"
        let functions = FunctionName.text(permission.functions)
        switch permission.type {
        case .nativeTokenTransfer:
            return session.takesValue
                ? "send up to \(amount(of: permission)) in all, as value of calls"
                : "send no value, though granted \(amount(of: permission)): no other permission lets it go anywhere"
        case .erc20TokenTransfer:
            return "transfer and approve up to \(amount(of: permission)) in all\(suffix(of: permission))"
        case .gasLimit:
            let amount = amount(of: permission)
            let use = denomination.gasLimitUnit == .wei ? "spend up to \(amount) on gas" : "use up to \(amount)"
            return "\(use) in all, where the account pays for it"
        case .contractAccess:
            return session.isMeteredToken(target)
                ? "call nothing more of \(target), though granted all of it: \(Self.tokenRule)"
                : "call every function of \(target)"
        case .accountFunctions:
            return session.hasTokenAllowance
                ? "call nothing on the account itself, though granted \(functions): \(Self.accountRule)"
                : "call on the account itself: \(functions)"
        case .functionsOnAllContracts: return wildcard(permission.functions)
        case .functionsOnContract:
            return session.isMeteredToken(target)
                ? "call nothing more on \(target), though granted \(functions): \(Self.tokenRule)"
                : "call on \(target): \(functions)"
        case .root: return "do everything that the account can; nothing is metered"
        case nil: return "do what \(permission.name) grants, which this leashctl does not know"
        }
    }

    /// Why what is granted on a token beside its allowance comes to nothing.
    private static let tokenRule = "a token with an allowance takes transfer and approve only"
    /// Why functions of the account that are granted beside a token allowance come to nothing.
    private static let accountRule = "a session with a token allowance may not"

    private func amount(of permission: PermissionAnswer) -> String {
        let unit = denomination.unit(of: permission.name, address: permission.address)
        return permission.amount.map(unit.text) ?? "?"
    }

    /// A token's address, where its amount does not name it.
    private func suffix(of permission: PermissionAnswer) -> String {
        guard let address = permission.address, !denomination.isUnknownToken(address) else {
            return ""
        }
        return " (token \(address))"
    }

    private func wildcard(_ functions: [String]) -> String {
        let named = functions.filter { $0 != "\(Selector.plainTransfer)" }
        let calls = named.isEmpty ? [] : ["call \(FunctionName.text(named))"]
        let transfers = named.count == functions.count ? [] : ["send plain transfers"]
        return (calls + transfers).joined(separator: ", and ")
            + ", on every address that no other permission lists"
    }
}
