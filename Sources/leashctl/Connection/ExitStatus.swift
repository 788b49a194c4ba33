/// What the process says of itself when it ends.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    /// The daemon refused, or denied.
    case refused = 1
    case wrongUsage = 2
    case unreachable = 3
    /// The daemon answers, and something is wrong with it.
    case unwell = 4
    /// The output cannot be written: to standard output, or to a disk that is full or fails.
    case failed = 74
}
