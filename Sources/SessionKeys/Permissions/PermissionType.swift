/// The names of the permission types on the wire (rules 1.2).
package enum PermissionType: String, CaseIterable, Sendable {
    case nativeTokenTransfer = "native-token-transfer"
    case erc20TokenTransfer = "erc20-token-transfer"
    case gasLimit = "gas-limit"
    case contractAccess = "contract-access"
    case accountFunctions = "account-functions"
    case functionsOnAllContracts = "functions-on-all-contracts"
    case functionsOnContract = "functions-on-contract"
    case root
}
