/// The lengths of the pieces that a stream is cut into: short ones or long ones, the same for the same seed.
struct Cuts {
    private let longest: Int
    private var state: UInt32

    init(seed: UInt8) {
        longest = 2 + Int(seed >> 3) * 2
        state = UInt32(seed)
    }

    mutating func next() -> Int {
        state = state &* 1_664_525 &+ 1_013_904_223
        return 1 + Int(state >> 16) % longest
    }
}
