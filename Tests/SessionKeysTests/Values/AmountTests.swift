import SessionKeys
import Testing
import TestSupport

/// Arithmetic in 256 bits, held against a naive big integer (rules 3.1).
struct AmountTests {
    private func expectNaive(_ left: Amount, _ right: Amount, seed: UInt64? = nil) {
        let (naiveLeft, naiveRight) = (NaiveNumber(left), NaiveNumber(right))
        let context: Comment = "\(left) and \(right), seed \(seed ?? 0)"
        #expect(left.adding(right) == (naiveLeft + naiveRight).amount, context)
        #expect(left.subtracting(right) == (naiveLeft - naiveRight)?.amount, context)
        #expect(left.multiplied(by: right) == (naiveLeft * naiveRight).amount, context)
        #expect((left < right) == naiveLeft.isLess(than: naiveRight), context)
        #expect((left == right) == (naiveLeft == naiveRight), context)
        #expect((left <= right) == !naiveRight.isLess(than: naiveLeft), context)
    }

    @Test func `arithmetic agrees with a naive big integer at every boundary`() {
        for left in Amount.boundaries { for right in Amount.boundaries { expectNaive(left, right) } }
    }

    @Test func `arithmetic agrees with a naive big integer on random values`() {
        var generator = SeededGenerator(for: "random amounts")
        for _ in 0..<5000 {
            expectNaive(.random(using: &generator), .random(using: &generator), seed: generator.seed)
        }
    }

    @Test func `a result of exactly 256 bits is kept, and one more is none`() {
        let half = Amount(high: 1 << 127, low: 0)
        let one = Amount(low: 1)
        #expect(half.adding(half) == nil)
        #expect(Amount.maximum.adding(.zero) == .maximum)
        #expect(Amount.maximum.adding(one) == nil)
        #expect(Amount.maximum.subtracting(.maximum) == .zero)
        #expect(Amount.zero.subtracting(one) == nil)
        #expect(Amount.maximum.multiplied(by: one) == .maximum)
        #expect(Amount.maximum.multiplied(by: .zero) == .zero)
        #expect(half.multiplied(by: Amount(low: 2)) == nil)
        #expect(Amount(low: .max).multiplied(by: Amount(high: 1, low: 1)) == .maximum)
        #expect(Amount(high: 1, low: 0).multiplied(by: Amount(high: 1, low: 0)) == nil)
    }

    @Test func `the bytes of an amount are its number, most significant first`() {
        var generator = SeededGenerator(for: "bytes of amounts")
        for _ in 0..<1000 {
            let (left, right) = (Amount.random(using: &generator), Amount.random(using: &generator))
            #expect(Amount(bigEndian: left.bigEndianBytes[...]) == left, "seed \(generator.seed)")
            #expect((left < right) == left.bigEndianBytes.lexicographicallyPrecedes(right.bigEndianBytes))
        }
        #expect(Amount(bigEndian: Array(repeating: 0, count: 31)[...]) == nil)
        #expect(Amount(bigEndian: Array(repeating: 0, count: 33)[...]) == nil)
        #expect(
            Amount(bigEndian: (Array(repeating: 9, count: 7) + Amount(low: 5).bigEndianBytes)[7...]) == Amount(low: 5))
    }
}
