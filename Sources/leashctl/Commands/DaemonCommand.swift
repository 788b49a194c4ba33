import ArgumentParser

/// A command that talks to the daemon.
protocol DaemonCommand: ParsableCommand {
    /// Where the daemon is, and for whom the answer is.
    var connection: ConnectionOptions { get }
}
