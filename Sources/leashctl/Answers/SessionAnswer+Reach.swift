import SessionKeys

/// What a session's permissions come to beside each other (rules 2.4).
extension SessionAnswer {
    /// Whether it has a token allowance, beside which no function of the account passes.
    var hasTokenAllowance: Bool { permissions.contains { $0.type == .erc20TokenTransfer } }

    /// Whether an address is a token with an allowance: transfer and approve, counted, are all that passes there.
    func isMeteredToken(_ address: String) -> Bool {
        permissions.contains {
            $0.type == .erc20TokenTransfer && $0.address?.lowercased() == address.lowercased()
        }
    }

    /// Whether there is a call that value may go with.
    var takesValue: Bool {
        let granting = permissions.filter { $0.type != .gasLimit }
        return granting.count < 2
            || granting.contains { permission in
                switch permission.type {
                case .contractAccess, .functionsOnContract: permission.address.map { !isMeteredToken($0) } ?? true
                case .functionsOnAllContracts, .root, nil: true
                case .nativeTokenTransfer, .erc20TokenTransfer, .gasLimit, .accountFunctions: false
                }
            }
    }
}
