import SessionKeys

/// A part of a whole in steps, for bars and percentages.
struct Proportion: Equatable {
    private let part: UInt128
    private let whole: UInt128

    /// The part must not be greater than the whole; what is, counts as all of it.
    init(_ part: Amount, of whole: Amount) {
        // Sixty-four bits of the whole are precise enough for a picture, and leave room to multiply.
        let shift = max(0, 192 - Self.leadingZeros(of: whole))
        self.part = Self.shifted(min(part, whole), by: shift)
        self.whole = Self.shifted(whole, by: shift)
        (isNothing, isAll) = (part.isZero, part >= whole && !whole.isZero)
    }

    /// Whether the part is zero.
    let isNothing: Bool
    /// Whether the part is the whole.
    let isAll: Bool

    /// How many of so many steps are filled: rounded, but none and all of them only where it is true.
    func steps(of count: Int) -> Int {
        guard !isNothing, whole > 0 else { return 0 }
        guard !isAll else { return count }
        let rounded = Int((part * UInt128(count) * 2 + whole) / (whole * 2))
        return min(max(rounded, 1), max(count - 1, 1))
    }

    /// The percentage, such as `40%`, `<1%`, `>99%`.
    var percentage: String {
        guard !isNothing, !isAll, whole > 0 else { return isAll ? "100%" : "0%" }
        let percent = part * 100 / whole
        let isExact = percent * whole == part * 100
        return percent == 0 ? "<1%" : percent > 99 || (percent == 99 && !isExact) ? ">99%" : "\(percent)%"
    }

    private static func leadingZeros(of amount: Amount) -> Int {
        amount.high == 0 ? 128 + amount.low.leadingZeroBitCount : amount.high.leadingZeroBitCount
    }

    private static func shifted(_ amount: Amount, by shift: Int) -> UInt128 {
        // A shift by a negative count goes the other way, and one beyond the width leaves nothing.
        amount.high << (128 - shift) | amount.low >> shift
    }
}
