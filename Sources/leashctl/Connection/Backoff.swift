import Glibc

/// How long to wait before a connection is tried again: longer each time, up to a limit.
struct Backoff {
    private static let limitMilliseconds: UInt32 = 5000

    private var milliseconds: UInt32 = 50
    /// Whether there has been no connection yet.
    let isFirst: Bool
    /// Whether a wait has begun since the last connection.
    private(set) var hasWaited = false

    init(isFirst: Bool = true) { self.isFirst = isFirst }

    /// Waits.
    mutating func wait() {
        hasWaited = true
        usleep(milliseconds * 1000)
        milliseconds = min(milliseconds * 2, Self.limitMilliseconds)
    }
}
