/// How an authorization ended (rules 3.4).
package struct Settlement: Equatable, Sendable {
    /// What became of the operation.
    package enum Outcome: String, CaseIterable, Sendable {
        /// It was executed: the debits stay.
        case success
        /// It was executed and reverted: only gas stays.
        case reverted
        /// It can never be executed any more: everything comes back.
        case dropped
    }

    /// What became of the operation.
    package let outcome: Outcome
    /// The gas that was used, where whoever settled said so.
    package let actualGasUsed: Amount?
    /// When it was settled, in Unix seconds.
    package let settledSec: Int64
    /// What stays debited.
    package let debits: [Debit]
    /// The meters as the first answer showed them, so that a repeated settlement gets the same.
    package let meters: [MeterReading]

    /// A settlement with everything that the ledger keeps of it.
    package init(
        outcome: Outcome, actualGasUsed: Amount?, settledSec: Int64, debits: [Debit], meters: [MeterReading]
    ) {
        self.outcome = outcome
        self.actualGasUsed = actualGasUsed
        self.settledSec = settledSec
        self.debits = debits
        self.meters = meters
    }
}

extension Settlement.Outcome {
    /// What stays of the debits: all, only gas, or nothing. In gas units a success lets gas go down to what was used,
    /// never up; in wei it stays at the maximum, as on chain.
    func kept(of debits: [Debit], actualGasUsed: Amount?, unit: GasLimitUnit) -> [Debit] {
        switch self {
        case .dropped: return []
        case .reverted: return debits.filter { $0.kind == .gas }
        case .success:
            guard unit == .gas, let actualGasUsed else { return debits }
            return debits.map { $0.kind == .gas ? Debit(.gas, min($0.amount, actualGasUsed)) : $0 }
                .filter { !$0.amount.isZero }
        }
    }
}
