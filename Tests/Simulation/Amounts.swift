import SessionKeys

/// Wei, base units of the token, gas: plain numbers, so that the model reckons with nothing of what it judges.
typealias Amounts = SIMD3<Int>

extension Amounts {
    /// The sum of debits.
    init(_ debits: [Debit]) {
        self = debits.reduce(into: Amounts()) { $0[$1.kind.lane] += Int($1.amount.low) }
    }
}

extension Meter.Kind {
    /// Its place among amounts.
    var lane: Int {
        switch self {
        case .native: 0
        case .token: 1
        case .gas: 2
        }
    }
}

extension Amount {
    /// A number of the model's, as the ledger takes it.
    init(_ number: Int) { self.init(low: UInt128(number)) }
}
