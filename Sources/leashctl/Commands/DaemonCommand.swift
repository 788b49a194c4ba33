import ArgumentParser

/// A command that talks to the daemon.
protocol DaemonCommand: ParsableCommand {
    /// Where the daemon is, and for whom the answer is.
    var connection: ConnectionOptions { get }

    /// Refuses options that do not fit together. The parser's own `validate` would come before it reports an option
    /// that it does not know, and would complain of one that seems to be missing instead.
    func checkOptions() throws
}

extension DaemonCommand {
    func checkOptions() throws {}
}
