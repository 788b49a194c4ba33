import Descriptors
import SessionKeys

/// Random numbers from the kernel, fetched many at a time.
package final class RandomPool {
    private static let stock = 512
    private var numbers: [UInt64] = []

    /// A pool that is filled when it is first asked.
    package init() {}

    /// Eight random bytes.
    package func next() -> UInt64 {
        if numbers.isEmpty { refill() }
        return numbers.removeLast()
    }

    /// Sixteen random bytes.
    package func nextID() -> UInt128 { UInt128(next()) << 64 | UInt128(next()) }

    private func refill() {
        guard let bytes = try? Randomness.bytes(8 * Self.stock) else {
            preconditionFailure("the kernel gives no random numbers, without which ids could be guessed")
        }
        numbers = stride(from: 0, to: bytes.count, by: 8).map { UInt64(bigEndian: bytes[$0..<($0 + 8)]) }
    }
}
