package import SessionKeys

/// Settings in the units that the core counts in.
extension Configuration {
    /// What the ledger's rules depend on. Parts of a second count as a whole one.
    package var rules: LedgerRules {
        var rules = LedgerRules()
        rules.reservationSec = reservationTime.wholeSeconds
        rules.reservationLimit = reservationLimit
        rules.expiryMarginSec = expiryMargin.wholeSeconds
        rules.retentionSec = retention?.wholeSeconds
        return rules
    }

    /// The longest forward step of the clock that needs no explanation.
    package var longestStepMilliseconds: Int64 { forwardStep.wholeSeconds * 1000 }

    /// How long a client may read nothing before it counts as one that does not read.
    var stallMicroseconds: UInt64 { UInt64(stallTime.wholeSeconds) * 1_000_000 }
}

extension Duration {
    fileprivate var wholeSeconds: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}
