import SessionKeys
import TestSupport

extension Amount {
    /// Values at which carries, halves and limits meet.
    static let boundaries: [Amount] = {
        let words: [UInt128] = [0, 1, 2, 1 << 63, (1 << 64) - 1, 1 << 64, 1 << 127, .max - 1, .max]
        return words.flatMap { high in words.map { Amount(high: high, low: $0) } }
    }()

    /// A boundary, a few random bits, or all of them.
    static func random(using generator: inout SeededGenerator) -> Amount {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: boundaries.randomElement(using: &generator) ?? .zero
        case 1: Amount(low: UInt128(UInt64.random(in: 0...1000, using: &generator)))
        case 2:
            // As many bits as it happens, so that products fit about as often as not.
            Amount(bits: Int.random(in: 1...256, using: &generator), using: &generator)
        default: Amount(bits: 256, using: &generator)
        }
    }

    private init(bits: Int, using generator: inout SeededGenerator) {
        let high = UInt128.random(in: 0 ... .max, using: &generator)
        let low = UInt128.random(in: 0 ... .max, using: &generator)
        self =
            bits > 128
            ? Amount(high: high >> UInt128(256 - bits), low: low) : Amount(low: low >> UInt128(128 - bits))
    }
}
