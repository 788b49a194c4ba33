import SessionKeys

/// What a permission grants, as a sentence that begins with "the key may".
struct PermissionWords {
    let units: Denomination

    /// The rest of the sentence.
    func text(of permission: PermissionAnswer) -> String {
        let target = permission.address ?? "?"
        switch permission.type {
        case .nativeTokenTransfer: return "send up to \(amount(of: permission)) in all, as value of calls"
        case .erc20TokenTransfer:
            return "transfer and approve up to \(amount(of: permission)) in all\(suffix(of: permission))"
        case .gasLimit:
            let amount = amount(of: permission)
            let use = units.gasLimitUnit == .wei ? "spend up to \(amount) on gas" : "use up to \(amount)"
            return "\(use) in all, where the account pays for it"
        case .contractAccess: return "call every function of \(target)"
        case .accountFunctions: return "call on the account itself: \(FunctionName.text(permission.functions))"
        case .functionsOnAllContracts: return wildcard(permission.functions)
        case .functionsOnContract: return "call on \(target): \(FunctionName.text(permission.functions))"
        case .root: return "do everything that the account can; nothing is metered"
        case nil: return "do what \(permission.name) grants, which this leashctl does not know"
        }
    }

    private func amount(of permission: PermissionAnswer) -> String {
        let unit = units.unit(of: permission.name, address: permission.address)
        return permission.amount.map(unit.text) ?? "?"
    }

    /// A token's address, where its amount does not name it.
    private func suffix(of permission: PermissionAnswer) -> String {
        guard let address = permission.address, !units.isUnknownToken(address) else {
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
