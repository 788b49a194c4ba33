/// SplitMix64: small, and the same everywhere, so that a printed seed repeats a test.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// A generator for one test, which prints the seed; give a printed seed here to repeat a failure.
    init(for test: String, seed: UInt64 = .random(in: 0 ... .max)) {
        print("\(test): seed \(seed)")
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
