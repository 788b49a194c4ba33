/// Random numbers from the system's generator, fetched many at a time.
package final class RandomPool {
    private var numbers: [UInt64] = []
    private var generator = SystemRandomNumberGenerator()

    package init() {}

    package func next() -> UInt64 {
        if numbers.isEmpty { numbers = (0..<256).map { _ in generator.next() } }
        return numbers.removeLast()
    }

    package func nextID() -> UInt128 { UInt128(next()) << 64 | UInt128(next()) }
}
