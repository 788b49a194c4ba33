extension SessionDefinition {
    /// The warnings that the definition deserves, in a fixed order.
    ///
    /// - Parameters:
    ///   - createdSec: when it was granted.
    ///   - expiryMarginSec: how long before its expiry the session takes nothing any more.
    /// - Returns: nothing where there is nothing to warn of.
    package func warnings(createdSec: Int64, expiryMarginSec: Int64) -> [GrantWarning] {
        var codes: [GrantWarning.Code] = []
        if grant.isRoot { codes.append(.fullAccess) }
        if grant.nativeMeter != nil {
            if grant.grantingCount == 1 {
                codes.append(.notInstallable)
            } else if !grant.wildcards.contains(.plainTransfer) {
                codes.append(.nativeOnlyToListed)
            }
        }
        if permissions.contains(where: grantsTokensWithoutAllowance) { codes.append(.tokensWithoutAllowance) }
        if grant.gasMeter == nil { codes.append(.gasUnlimited) }
        if expirySec == 0 {
            codes.append(.noExpiry)
        } else if expirySec - expiryMarginSec <= max(createdSec, notBeforeSec) {
            codes.append(.expiryWithinMargin)
        }
        return codes.map(GrantWarning.init(code:))
    }

    private func grantsTokensWithoutAllowance(_ permission: Permission) -> Bool {
        let movesTokens = { (functions: [Selector]) in
            functions.contains { [.transfer, .approve, .transferFrom].contains($0) }
        }
        return switch permission {
        case .functionsOnAllContracts(let functions): movesTokens(functions)
        case .functionsOnContract(let address, let functions):
            grant.tokenMeters[address] == nil && movesTokens(functions)
        default: false
        }
    }
}
