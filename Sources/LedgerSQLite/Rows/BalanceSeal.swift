internal import SessionKeys

/// A number that belongs to the amounts of a balance. It is for damage, and for nobody who would deceive: its secret is none.
enum BalanceSeal {
    static func seal(of meter: Meter) -> Int64 {
        seal(allowance: meter.allowance, spent: meter.spent, debited: meter.debited)
    }

    static func seal(allowance: Amount, spent: Amount, debited: Amount) -> Int64 {
        var hash = SipHash(KeySecret(high: 0, low: 0))
        for amount in [allowance, spent, debited] { hash.append(amount) }
        return Int64(bitPattern: hash.finish())
    }
}
