import SessionKeys

/// The words of answers, which name types and addresses as texts.
extension Denomination {
    /// The unit of a meter, of a debit or of a permission by its type's name.
    func unit(of type: String, address: String?) -> Unit {
        switch PermissionType(rawValue: type) {
        case .erc20TokenTransfer:
            Self.address(address).map { unit(of: .token($0)) } ?? .ofToken(address ?? "?")
        case .gasLimit: unit(of: .gas)
        default: unit(of: .native)
        }
    }

    func unit(of meter: MeterAnswer) -> Unit { unit(of: meter.type, address: meter.address) }

    /// The unit of a meter under a title that names the token already.
    func unitUnderTitle(of meter: MeterAnswer) -> Unit {
        let isGas = meter.type == PermissionType.gasLimit.rawValue
        return isUnknownToken(meter.address) || (isGas && gasLimitUnit == nil) ? .base : unit(of: meter)
    }

    /// The debits in one line.
    func text(of debits: [DebitAnswer]) -> String {
        debits.isEmpty ? "nothing" : debits.map(text).joined(separator: ", ")
    }

    func text(of debit: DebitAnswer) -> String {
        debit.type == PermissionType.gasLimit.rawValue
            ? text(debit.amount, of: .gas) : unit(of: debit.type, address: debit.address).text(debit.amount)
    }

    /// A short name of what a meter counts: `USDC`, `ETH`, `gas`, `0x1234…abcd`.
    func name(of meter: MeterAnswer, on terminal: Terminal) -> String {
        if meter.type == PermissionType.gasLimit.rawValue { return "gas" }
        if let address = meter.address, isUnknownToken(address) { return ShortID.of(address, on: terminal) }
        return unit(of: meter).symbol
    }

    /// Whether there is a token whose symbol is not known, so that only its address tells which one it is.
    func isUnknownToken(_ address: String?) -> Bool {
        guard let address else { return false }
        return Self.address(address).flatMap { KnownToken.at($0, chain: chain) } == nil
    }

    private static func address(_ text: String?) -> Address? {
        text.flatMap { Address(wire: $0.utf8Span.span) }
    }
}
