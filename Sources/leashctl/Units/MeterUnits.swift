import SessionKeys

/// What the amounts of a session count in.
struct MeterUnits: Equatable {
    /// Nil where it is not known, as in an event.
    let chain: UInt64?
    /// Whether the gas limit counts what gas costs, and not gas; nil where that is not known.
    let gasIsWei: Bool?

    /// Where nothing is known of the session.
    static let unknown = MeterUnits(chain: nil, gasIsWei: nil)

    /// The unit of a meter, of a debit or of a permission by its type's name.
    func unit(of type: String, address: String?) -> Unit {
        switch PermissionType(rawValue: type) {
        case .erc20TokenTransfer: .token(address ?? "?", chain: chain)
        case .gasLimit where gasIsWei == nil: Unit(symbol: "of the gas limit", decimals: 0)
        case .gasLimit where gasIsWei == false: .gas
        default: .native(chain: chain)
        }
    }

    func unit(of meter: MeterAnswer) -> Unit { unit(of: meter.type, address: meter.address) }

    /// The unit of a meter under a title that names the token already.
    func unitUnderTitle(of meter: MeterAnswer) -> Unit {
        let isNamed = meter.address.map { KnownToken.unit(of: $0, chain: chain) == nil } ?? false
        let isGas = meter.type == PermissionType.gasLimit.rawValue
        return isNamed || (isGas && gasIsWei == nil) ? .base : unit(of: meter)
    }

    func text(of debit: DebitAnswer) -> String {
        let text = unit(of: debit.type, address: debit.address).text(debit.amount)
        return gasIsWei == true && debit.type == PermissionType.gasLimit.rawValue ? "\(text) for gas" : text
    }

    /// The debits in one line.
    func text(of debits: [DebitAnswer]) -> String {
        debits.isEmpty ? "nothing" : debits.map(text).joined(separator: ", ")
    }

    /// A short name of what a meter counts: `USDC`, `ETH`, `gas`, `0x1234…abcd`.
    func name(of meter: MeterAnswer, on terminal: Terminal) -> String {
        if meter.type == PermissionType.gasLimit.rawValue { return "gas" }
        if let address = meter.address, KnownToken.unit(of: address, chain: chain) == nil {
            return ShortID.of(address, on: terminal)
        }
        return unit(of: meter).symbol
    }
}
