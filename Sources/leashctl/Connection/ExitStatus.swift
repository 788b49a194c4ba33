/// What the process says of itself when it ends.
enum ExitStatus: Int32 {
    case done = 0
    /// The daemon refused, or denied.
    case refused = 1
    case wrongUsage = 2
    case unreachable = 3
    /// The daemon answers, and something is wrong with it.
    case unwell = 4
    /// Standard output cannot be written to.
    case failed = 74
}
