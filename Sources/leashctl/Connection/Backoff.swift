/// How long to wait before a connection is tried again: longer each time, up to a limit.
struct Backoff {
    private static let limitMilliseconds: Int32 = 5000

    private var milliseconds: Int32 = 50
    /// Whether there has been no connection yet.
    let isFirst: Bool
    /// Whether a wait has begun since the last connection.
    private(set) var hasWaited = false

    init(isFirst: Bool = true) { self.isFirst = isFirst }

    /// Waits.
    mutating func wait() {
        hasWaited = true
        Output.wait(milliseconds: milliseconds)
        milliseconds = min(milliseconds * 2, Self.limitMilliseconds)
    }
}
