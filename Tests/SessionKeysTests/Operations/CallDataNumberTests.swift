import Testing

@testable import SessionKeys
import TestSupport

/// Counts, offsets and lengths that wrap, overlap or reach beyond the end (rules 2.1: compared before they are
/// narrowed).
struct CallDataNumberTests {
    private static let call = Call(to: Sample.listed, value: 7, data: [1, 2, 3, 4, 5])
    private static let execute = CallData.execute(call)
    private static let batch = CallData.executeBatch([call, call])

    /// Every other number that a careless reader could take for the right one.
    private static func impostors(of right: Int) -> [Amount] {
        let right = UInt128(right)
        let wraps = [8, 16, 31, 32, 33, 48, 53, 63, 64, 65, 127].map { Amount(low: 1 << $0 | right) }
        let high: [Amount] = [
            Amount(high: 1, low: right), Amount(high: 1 << 127, low: right), Amount(high: .max, low: right),
            .maximum, Amount(high: .max, low: .max - 31), Amount(low: .max), Amount(low: UInt128(Int.max)),
            Amount(low: UInt128(UInt64.max)), Amount(low: UInt128(UInt64.max) - 31), Amount(low: 1 << 63),
            Amount(low: (1 << 63) + right),
        ]
        let near = [right &- 32, right &- 1, right + 1, right + 32].map { Amount(low: $0) }
        return (wraps + high + near).filter { $0 != Amount(low: right) }
    }

    private func replacingWord(_ index: Int, of bytes: [UInt8], by amount: Amount) -> [UInt8] {
        let start = 4 + 32 * index
        return Array(bytes[..<start]) + amount.bigEndianBytes + bytes[(start + 32)...]
    }

    @Test func `an offset has exactly one right value`() {
        for (bytes, word, right) in [
            (Self.execute, 2, 96), (Self.batch, 0, 32), (Self.batch, 2, 64), (Self.batch, 3, 64 + 160),
            (Self.batch, 6, 96), (Self.batch, 11, 96),
        ] {
            #expect(DecodedForm(replacingWord(word, of: bytes, by: Amount(low: UInt128(right)))) != nil)
            for wrong in Self.impostors(of: right) {
                #expect(DecodedForm(replacingWord(word, of: bytes, by: wrong)) == nil, "\(wrong) in word \(word)")
            }
        }
    }

    @Test func `a length fits what is left, and its padding is zero`() {
        for (bytes, word) in [(Self.execute, 3), (Self.batch, 7), (Self.batch, 12)] {
            for wrong in Self.impostors(of: 5) where wrong > 32 {
                #expect(DecodedForm(replacingWord(word, of: bytes, by: wrong)) == nil, "\(wrong) in word \(word)")
            }
            // Four bytes leave a fifth in the padding; six take one of the padding in.
            #expect(DecodedForm(replacingWord(word, of: bytes, by: 4)) == nil)
            #expect(DecodedForm(replacingWord(word, of: bytes, by: 6)) != nil)
        }
    }

    @Test func `a count fits what is left`() {
        for wrong in Self.impostors(of: 2) + [0, 1, 3, 4, 5, 6] where wrong != 0 {
            #expect(DecodedForm(replacingWord(1, of: Self.batch, by: wrong)) == nil, "\(wrong) calls")
        }
        // No call at all, and a suffix.
        let none = DecodedForm(replacingWord(1, of: Self.batch, by: 0))
        #expect(none == DecodedForm(entry: .batch, calls: []))
    }

    @Test func `an address has clean upper bytes`() {
        for (bytes, word) in [(Self.execute, 0), (Self.batch, 4), (Self.batch, 9)] {
            for place in 0..<12 {
                var dirty = bytes
                dirty[4 + 32 * word + place] = 1
                #expect(DecodedForm(dirty) == nil, "byte \(place) of word \(word)")
            }
        }
    }

    @Test func `padding is zero to its last byte`() {
        for (bytes, ends) in [(Self.execute, [Self.execute.count]), (Self.batch, [4 + 128 + 160, Self.batch.count])] {
            for end in ends {
                for place in (end - 27)..<end {
                    var dirty = bytes
                    dirty[place] = 0x80
                    #expect(DecodedForm(dirty) == nil, "byte \(place)")
                }
            }
        }
    }

    @Test func `random bytes after a known selector never trap`() {
        var generator = SeededGenerator(for: "random callData")
        for _ in 0..<3000 {
            let selector = [Selector.execute, .executeBatch, .executeUserOperation].randomElement(using: &generator)
            var bytes = selector?.bytes ?? []
            for _ in 0..<Int.random(in: 0...8, using: &generator) {
                bytes += CallData.word(.random(using: &generator))
            }
            bytes += Array(repeating: 0, count: Int.random(in: 0...40, using: &generator))
            // Hardly any of it is canonical: it is enough that it is read, or not, without a trap.
            _ = DecodedForm(bytes)
        }
    }
}
