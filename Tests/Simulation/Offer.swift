import SessionKeys
import TestSupport

/// A session to be granted. An allowance of -1 grants nothing of its kind.
struct Offer: Hashable {
    let key: String
    let allowances: Amounts
    let expirySec: Int64
    let notBeforeSec: Int64

    var definition: SessionDefinition {
        var permissions = [Permission.gasLimit(Amount(allowances.z))]
        if allowances.x >= 0 { permissions.append(.nativeTokenTransfer(allowance: Amount(allowances.x))) }
        if allowances.y >= 0 {
            permissions.append(.erc20TokenTransfer(token: .token, allowance: Amount(allowances.y)))
        }
        // Beside another allowance, plain transfers have to be granted by name.
        if allowances.x >= 0, allowances.y >= 0 { permissions.append(.functionsOnAllContracts([.plainTransfer])) }
        return .make(permissions, expirySec: expirySec, notBeforeSec: notBeforeSec)
    }
}
