import ArgumentParser
import ControlProtocol

/// A command that talks to the daemon.
protocol DaemonCommand: ParsableCommand {
    /// The method that it is for, which not every socket offers.
    static var method: Method { get }

    /// Where the daemon is, and for whom the answer is.
    var connection: ConnectionOptions { get }

    /// What of it is not for spenders, as it is typed; nil where all of it is.
    var controlPart: String? { get }

    /// Refuses options that do not fit together. The parser's own `validate` would come before it reports an option
    /// that it does not know, and would complain of one that seems to be missing instead.
    func checkOptions() throws
}

extension DaemonCommand {
    var controlPart: String? { Self.method.isOfferedToSpenders ? nil : Self.configuration.commandName }

    func checkOptions() throws {}

    /// Refuses what the socket, by its name, does not offer: nothing is asked there in vain.
    func checkSocket() throws(Failure) {
        guard let controlPart, Client.isForSpenders(connection.path) else { return }
        throw .needsControlSocket(controlPart)
    }
}
