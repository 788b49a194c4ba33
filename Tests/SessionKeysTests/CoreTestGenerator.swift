import FoundationEssentials

/// SplitMix64: small, and the same everywhere. The seed is printed before anything can trap; `LEASHD_SEED` repeats a run.
struct CoreTestGenerator: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(for purpose: String) {
        let given = ProcessInfo.processInfo.environment["LEASHD_SEED"].flatMap { UInt64($0) }
        seed = given ?? UInt64.random(in: 0 ... .max)
        state = seed
        print("\(purpose): seed \(seed)")
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
