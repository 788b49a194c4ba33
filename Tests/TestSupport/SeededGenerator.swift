import Glibc

/// SplitMix64: small, and the same everywhere, so that a seed tells the whole run.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    /// What the run follows from.
    package let seed: UInt64
    private var state: UInt64

    /// A generator that always gives the same after the same seed.
    package init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// A generator whose seed is printed before anything can trap, for then nothing else would tell it. The environment
    /// variable `LEASHD_SEED` gives the seed of a run that is to be repeated.
    package init(for what: String) {
        let given = unsafe getenv("LEASHD_SEED").flatMap { unsafe UInt64(String(cString: $0)) }
        self.init(seed: given ?? UInt64.random(in: 0 ... .max))
        print("\(what): LEASHD_SEED=\(seed)")
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension SeededGenerator {
    /// True once in so many times.
    package mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

    /// One of the elements; there must be one.
    package mutating func pick<Element>(_ elements: some Collection<Element>) -> Element {
        guard let element = elements.randomElement(using: &self) else { preconditionFailure("nothing to pick from") }
        return element
    }
}
