/// Keccak-256, the hash of Ethereum: SHA3-256 but for what stands behind the message.
enum Keccak256 {
    /// So many bytes of a message are mixed in at once.
    private static let rate = 136

    private static let roundConstants: [UInt64] = [
        0x1, 0x8082, 0x8000_0000_0000_808a, 0x8000_0000_8000_8000, 0x808b, 0x8000_0001, 0x8000_0000_8000_8081,
        0x8000_0000_0000_8009, 0x8a, 0x88, 0x8000_8009, 0x8000_000a, 0x8000_808b, 0x8000_0000_0000_008b,
        0x8000_0000_0000_8089, 0x8000_0000_0000_8003, 0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x800a,
        0x8000_0000_8000_000a, 0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x8000_0001, 0x8000_0000_8000_8008,
    ]

    /// Where each lane goes in turn, from lane 1 on, and by how many bits it is turned on the way.
    private static let moves: [(lane: Int, bits: UInt64)] = [
        (10, 1), (7, 3), (11, 6), (17, 10), (18, 15), (3, 21), (5, 28), (16, 36), (8, 45), (21, 55), (24, 2), (4, 14),
        (15, 27), (23, 41), (19, 56), (13, 8), (12, 25), (2, 43), (20, 62), (14, 18), (22, 39), (9, 61), (6, 20),
        (1, 44),
    ]

    /// The 32 bytes of a message's hash.
    static func hash(of message: [UInt8]) -> [UInt8] {
        var padded = message + [0x01]
        padded += [UInt8](repeating: 0, count: (rate - padded.count % rate) % rate)
        padded[padded.count - 1] |= 0x80
        var state = [UInt64](repeating: 0, count: 25)
        for (index, byte) in padded.enumerated() {
            let place = index % rate
            state[place / 8] ^= UInt64(byte) << UInt64(place % 8 * 8)
            if place == rate - 1 { permute(&state) }
        }
        return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64($0 % 8 * 8)) }
    }

    private static func permute(_ state: inout [UInt64]) {
        for constant in roundConstants {
            mixColumns(&state)
            moveLanes(&state)
            mixRows(&state)
            state[0] ^= constant
        }
    }

    private static func mixColumns(_ state: inout [UInt64]) {
        let parity = (0..<5).map { column in stride(from: column, to: 25, by: 5).reduce(0) { $0 ^ state[$1] } }
        for lane in 0..<25 {
            state[lane] ^= parity[(lane + 4) % 5] ^ turned(parity[(lane + 1) % 5], by: 1)
        }
    }

    private static func moveLanes(_ state: inout [UInt64]) {
        var moving = state[1]
        for move in moves {
            let next = state[move.lane]
            state[move.lane] = turned(moving, by: move.bits)
            moving = next
        }
    }

    private static func mixRows(_ state: inout [UInt64]) {
        for row in stride(from: 0, to: 25, by: 5) {
            let old = Array(state[row..<row + 5])
            for column in 0..<5 { state[row + column] ^= ~old[(column + 1) % 5] & old[(column + 2) % 5] }
        }
    }

    private static func turned(_ lane: UInt64, by bits: UInt64) -> UInt64 { lane << bits | lane >> (64 - bits) }
}
