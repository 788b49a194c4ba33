/// How much was asked lately, by the second, without a timer: old seconds are dropped when somebody looks.
struct Rates {
    /// What is counted.
    struct Counts {
        var requests = 0
        var authorized = 0
        var denied = 0

        static func += (sum: inout Counts, more: Counts) {
            sum.requests += more.requests
            sum.authorized += more.authorized
            sum.denied += more.denied
        }
    }

    /// The seconds that are looked back on.
    static let window: Int64 = 60

    private var seconds: [(second: Int64, counts: Counts)] = []
    private(set) var total = Counts()

    /// Counts what happened in a second of the boot clock.
    mutating func add(_ counts: Counts, at second: Int64) {
        total += counts
        if seconds.last?.second != second { seconds.append((second, Counts())) }
        seconds[seconds.count - 1].counts += counts
        if seconds.count > Int(Self.window) + 1 { seconds.removeFirst() }
    }

    /// What happened in the window up to a second.
    func recent(at second: Int64) -> Counts {
        var sum = Counts()
        for entry in seconds where entry.second > second - Self.window { sum += entry.counts }
        return sum
    }
}
