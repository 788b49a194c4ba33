/// One of the eight permission types of the Wallets API (rules 1.2).
package enum Permission: Hashable, Sendable {
    /// Plain transfers; meters all value that the session sends, in wei.
    case nativeTokenTransfer(allowance: Amount)
    /// `transfer` and `approve` on one token, metered together at face value in base units.
    case erc20TokenTransfer(token: Address, allowance: Amount)
    /// Grants nothing; meters the gas of operations that the account pays for.
    case gasLimit(Amount)
    /// Every function of that contract.
    case contractAccess(Address)
    /// Those functions of the account itself.
    case accountFunctions([Selector])
    /// Those selectors on every address that no other permission lists.
    case functionsOnAllContracts([Selector])
    /// Those selectors on that address.
    case functionsOnContract(Address, [Selector])
    /// Everything that the account can do; nothing is metered.
    case root

    /// The permission's name on the wire.
    package var type: PermissionType {
        switch self {
        case .nativeTokenTransfer: .nativeTokenTransfer
        case .erc20TokenTransfer: .erc20TokenTransfer
        case .gasLimit: .gasLimit
        case .contractAccess: .contractAccess
        case .accountFunctions: .accountFunctions
        case .functionsOnAllContracts: .functionsOnAllContracts
        case .functionsOnContract: .functionsOnContract
        case .root: .root
        }
    }

    /// What the permission meters, and how much of it the session may take in all; `nil` where it meters nothing.
    var allowance: (kind: Meter.Kind, amount: Amount)? {
        switch self {
        case .nativeTokenTransfer(let allowance): (.native, allowance)
        case .erc20TokenTransfer(let token, let allowance): (.token(token), allowance)
        case .gasLimit(let limit): (.gas, limit)
        case .contractAccess, .accountFunctions, .functionsOnAllContracts, .functionsOnContract, .root: nil
        }
    }

    /// The contract or token that the permission names, if it names one.
    package var target: Address? {
        switch self {
        case .erc20TokenTransfer(let address, _), .contractAccess(let address), .functionsOnContract(let address, _):
            address
        case .nativeTokenTransfer, .gasLimit, .accountFunctions, .functionsOnAllContracts, .root: nil
        }
    }

    /// The selectors that the permission lists, if it is of a type that lists them.
    package var functions: [Selector]? {
        switch self {
        case .accountFunctions(let functions), .functionsOnAllContracts(let functions),
            .functionsOnContract(_, let functions):
            functions
        case .nativeTokenTransfer, .erc20TokenTransfer, .gasLimit, .contractAccess, .root: nil
        }
    }
}
