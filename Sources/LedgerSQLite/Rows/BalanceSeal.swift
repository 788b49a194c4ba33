internal import SessionKeys

/// A number that belongs to the amounts of a balance. It is for damage, and for nobody who would deceive: each step can be
/// undone, so that a change within any one word of the amounts always changes it.
enum BalanceSeal {
    static func seal(of meter: Meter) -> Int64 {
        var seal: UInt64 = 0
        mix(meter.allowance, into: &seal)
        mix(meter.spent, into: &seal)
        mix(meter.debited, into: &seal)
        return Int64(bitPattern: seal)
    }

    private static func mix(_ amount: Amount, into seal: inout UInt64) {
        mix(UInt64(truncatingIfNeeded: amount.high >> 64), into: &seal)
        mix(UInt64(truncatingIfNeeded: amount.high), into: &seal)
        mix(UInt64(truncatingIfNeeded: amount.low >> 64), into: &seal)
        mix(UInt64(truncatingIfNeeded: amount.low), into: &seal)
    }

    /// Adding a constant has zeros count too; an odd factor and a shift to the right lose nothing.
    private static func mix(_ word: UInt64, into seal: inout UInt64) {
        seal = ((seal ^ word) &+ 0x9e37_79b9_7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
        seal ^= seal >> 31
    }
}
