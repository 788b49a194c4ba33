/// A session's permissions, arranged so that a call is judged by a few look-ups.
struct Grant: Equatable, Sendable {
    /// What a listed contract may be called for.
    enum Listing: Equatable, Sendable {
        case everyFunction
        case functions([Selector])
    }

    /// Whether everything is allowed.
    private(set) var isRoot = false
    /// The meter of native-token-transfer, as an index into `Session.meters`.
    private(set) var nativeMeter: Int?
    /// The meter of gas-limit, as an index into `Session.meters`.
    private(set) var gasMeter: Int?
    /// The tokens with an allowance and their meters.
    private(set) var tokenMeters = LookupTable<Address, Int>()
    /// The targets of contract-access and functions-on-contract.
    private(set) var listings = LookupTable<Address, Listing>()
    /// The selectors of account-functions.
    private(set) var accountFunctions: Set<Selector> = []
    /// The selectors of functions-on-all-contracts, 00000000 among them where it is granted.
    private(set) var wildcards: Set<Selector> = []
    /// How many permissions grant something: all but gas-limit.
    private(set) var grantingCount = 0
    private var meterCount = 0

    /// Arranges permissions that may be granted together; of two for one thing the later one counts.
    init(_ permissions: [Permission]) {
        for permission in permissions { add(permission) }
    }

    private mutating func add(_ permission: Permission) {
        if permission.type != .gasLimit { grantingCount += 1 }
        if let allowance = permission.allowance { addMeter(of: allowance.kind) }
        switch permission {
        case .nativeTokenTransfer, .erc20TokenTransfer, .gasLimit: break
        case .contractAccess(let address): listings.set(.everyFunction, for: address)
        case .functionsOnContract(let address, let functions): listings.set(.functions(functions), for: address)
        case .accountFunctions(let functions): accountFunctions.formUnion(functions)
        case .functionsOnAllContracts(let functions): wildcards.formUnion(functions)
        case .root: isRoot = true
        }
    }

    /// The meters of a session stand in the order of the permissions that have an allowance (`Meter.fresh`).
    private mutating func addMeter(of kind: Meter.Kind) {
        switch kind {
        case .native: nativeMeter = meterCount
        case .token(let token): tokenMeters.set(meterCount, for: token)
        case .gas: gasMeter = meterCount
        }
        meterCount += 1
    }

    /// Whether some functions-on-all-contracts is there at all.
    var hasWildcards: Bool { !wildcards.isEmpty }

    /// Whether an address that nothing lists takes a plain transfer (rules 2.4g).
    var allowsPlainTransfers: Bool {
        nativeMeter != nil && grantingCount == 1 || wildcards.contains(.plainTransfer)
    }

    /// Whether everything that the session grants is metered (rules 4.2).
    var isMeteredThroughout: Bool {
        !isRoot && listings.isEmpty && accountFunctions.isEmpty && wildcards.isSubset(of: [.plainTransfer])
    }

    /// Whether a user operation must carry the executeUserOp prefix, without which the account counts nothing.
    var needsUserOperationContext: Bool { nativeMeter != nil || !tokenMeters.isEmpty }
}
