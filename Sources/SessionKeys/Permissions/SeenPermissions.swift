/// What the permissions so far have used, so that each next one can be held against them (rules 1.3).
struct SeenPermissions {
    let account: Address
    /// Whether 00000000 may stand in functions-on-all-contracts.
    let mayTransferPlainly: Bool
    private var singles: Set<PermissionType> = []
    private var tokens: Set<Address> = []
    private var targets: Set<Address> = []
    private var accountFunctions: Set<Selector> = []

    init(account: Address, mayTransferPlainly: Bool) {
        self.account = account
        self.mayTransferPlainly = mayTransferPlainly
    }

    /// Takes the permission in, or throws what is wrong with it.
    mutating func add(_ permission: Permission, at index: Int) throws(ValueFault) {
        let path = "permissions[\(index)]"
        if let target = permission.target { try check(target, at: path + ".data.address") }
        switch permission {
        case .nativeTokenTransfer, .gasLimit:
            guard singles.insert(permission.type).inserted else {
                throw ValueFault(.duplicatePermission, at: path, "a second \(permission.type.rawValue)")
            }
        case .erc20TokenTransfer(let token, _):
            guard tokens.insert(token).inserted else {
                throw ValueFault(.duplicatePermission, at: path, "a second allowance for the token \(token)")
            }
        case .contractAccess(let address), .functionsOnContract(let address, _):
            guard targets.insert(address).inserted else {
                throw ValueFault(.duplicateTarget, at: path + ".data.address", "\(address) is listed twice")
            }
        case .accountFunctions, .functionsOnAllContracts, .root: break
        }
        try checkFunctions(of: permission, at: path + ".data.functions")
    }

    private func check(_ target: Address, at path: String) throws(ValueFault) {
        if target == account {
            throw ValueFault(.targetIsAccount, at: path, "\(target) is the account itself; use account-functions")
        }
        if ForbiddenTargets.contains(target) {
            throw ValueFault(.targetForbidden, at: path, "\(target) \(ForbiddenTargets.danger(of: target))")
        }
    }

    private mutating func checkFunctions(of permission: Permission, at path: String) throws(ValueFault) {
        var seen: Set<Selector> = permission.type == .accountFunctions ? accountFunctions : []
        for (index, selector) in (permission.functions ?? []).enumerated() {
            let path = "\(path)[\(index)]"
            if !allows(selector, in: permission.type) {
                let why =
                    selector == .plainTransfer
                    ? "stands for plain transfers, which take native-token-transfer and functions-on-all-contracts"
                    : "would take the key past what the session grants"
                throw ValueFault(.selectorForbidden, at: path, "\(selector) cannot be granted here: it \(why)")
            }
            if !seen.insert(selector).inserted {
                throw ValueFault(.functionsDuplicate, at: path, "\(selector) is given twice")
            }
        }
        if permission.type == .accountFunctions { accountFunctions = seen }
    }

    private func allows(_ selector: Selector, in type: PermissionType) -> Bool {
        if selector == .plainTransfer { return type == .functionsOnAllContracts && mayTransferPlainly }
        return type != .accountFunctions || !ForbiddenSelectors.inAccountFunctions.contains(selector)
    }
}
