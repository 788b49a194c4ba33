import ArgumentParser

/// A command that talks to the daemon.
protocol DaemonCommand: ParsableCommand {
    /// Where the daemon is, and for whom the answer is.
    var connection: ConnectionOptions { get }

    /// Refuses options that do not fit together. The parser's own `validate` comes before it tells of an option that it
    /// does not know, whose absence would be complained of instead.
    func checkOptions() throws
}

extension DaemonCommand {
    func checkOptions() throws {}
}
