/// How often something took how long: counts in buckets whose bounds go 1, 2, 5, 10 ... from the shortest one on.
struct Histogram: Equatable {
    /// The upper bounds of the buckets in microseconds, each bound included.
    let bounds: [UInt64]
    /// How much fell into each bucket; the last one takes what is above all bounds.
    private(set) var counts: [UInt64]
    /// The sum of everything, in microseconds.
    private(set) var sum: UInt64 = 0

    private static let bucketCount = 19

    /// For what the machine does: 10 µs to 10 s.
    static let ofWork = Histogram(from: 10)
    /// For what people notice: 1 ms to 1000 s.
    static let ofLateness = Histogram(from: 1000)

    private init(from shortest: UInt64) {
        var bounds: [UInt64] = []
        var decade = shortest
        while bounds.count < Self.bucketCount {
            bounds += [1, 2, 5].map { $0 * decade }
            decade *= 10
        }
        self.bounds = Array(bounds.prefix(Self.bucketCount))
        counts = [UInt64](repeating: 0, count: Self.bucketCount + 1)
    }

    /// Counts something that took so long, and happened so often.
    mutating func add(_ microseconds: UInt64, times: Int = 1) {
        guard times > 0 else { return }
        var bucket = 0
        while bucket < bounds.count, microseconds > bounds[bucket] { bucket += 1 }
        counts[bucket] += UInt64(times)
        sum &+= microseconds &* UInt64(times)
    }
}
