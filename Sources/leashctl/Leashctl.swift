import ArgumentParser
import ControlProtocol
import Descriptors
import Glibc

/// The administrator's client of leashd.
@main
struct Leashctl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leashctl",
        abstract: "Grant, watch and end the sessions that leashd keeps.",
        discussion: """
            A session lets a key act for an account within permissions and allowances, until it ends. leashd decides \
            and counts; leashctl talks to its control socket.

            Exit status: 0 done, 1 refused by the daemon (a denial too), 2 wrong usage, 3 daemon not reachable, 4 \
            daemon not well (status), 74 output not writable, or a disk that is full or fails.

            EXAMPLE
              leashctl create --account 0x... --key 0x... --chain 1 --native 0.5ether
            """,
        version: "leashctl \(Version.number)",
        subcommands: [
            CreateCommand.self, ListCommand.self, ShowCommand.self, CheckCommand.self, AuthorizeCommand.self,
            SettleCommand.self, AuthorizationsCommand.self, RevokeCommand.self, EventsCommand.self,
            StatusCommand.self, TopCommand.self, MetricsCommand.self, BackupCommand.self, ConfirmClockCommand.self,
        ])

    @OptionGroup var connection: ConnectionOptions

    /// Parses the command line, does what it says, and ends with the status that tells how it went.
    static func main() {
        StandardStreams.occupyClosed()
        SignalReader.ignoreFileSizeLimit()
        var daemonCommand: (any DaemonCommand)?
        do {
            let words = try CommandLineWords.given()
            try requireCommand(in: words)
            var command = try parseAsRoot(CommandLineWords.withValues(words))
            daemonCommand = command as? any DaemonCommand
            if daemonCommand != nil { try CommandLineWords.requireOnce(words) }
            try daemonCommand?.checkOptions()
            try daemonCommand?.checkSocket()
            if command is Leashctl { throw ValidationError("a command is missing") }
            try command.run()
        } catch let failure as Failure {
            complain(of: failure, over: daemonCommand?.connection)
            Glibc.exit(failure.exitStatus.rawValue)
        } catch let error as ValidationError {
            complain(of: error, command: daemonCommand.map { type(of: $0) } ?? Leashctl.self)
            Glibc.exit(ExitStatus.wrongUsage.rawValue)
        } catch  where exitCode(for: error) == .validationFailure {
            Output.complain(fullMessage(for: error))
            Glibc.exit(ExitStatus.wrongUsage.rawValue)
        } catch  where exitCode(for: error) == .success {
            Output.write(fullMessage(for: error) + "\n")
        } catch {
            exit(withError: error)
        }
    }

    /// Refuses an unknown command, and help with one: the parser would complain of arguments, or show the overview as
    /// if that had been asked for.
    private static func requireCommand(in words: [String]) throws {
        var words = CommandLineWords.fromCommand(words)
        if words.first == "help" { words = words.dropFirst() }
        guard let command = words.first, command != "help", !command.hasPrefix("-"),
            !configuration.subcommands.contains(where: { $0.configuration.commandName == command })
        else { return }
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }.joined(separator: ", ")
        throw ValidationError("there is no command '\(ShownText.of(command))', but \(names)")
    }

    /// Tells what is wrong as the parser does, with the usage of the command that was meant.
    private static func complain(of error: ValidationError, command: any ParsableCommand.Type) {
        let names = command == Leashctl.self ? [] : [command.configuration.commandName ?? ""]
        let help = (["leashctl"] + names + ["--help"]).joined(separator: " ")
        Output.complain(
            """
            Error: \(error.message)
            Usage: \(usageString(for: command))
              See '\(help)' for more information.
            """)
    }

    private static func complain(of failure: Failure, over connection: ConnectionOptions?) {
        let asJSON = connection?.json ?? false
        if asJSON, case .refused(let error) = failure {
            Output.complain(json: CompactJSON.bytes(of: error.value))
        } else if asJSON, case .notFound(let message) = failure {
            Output.complain(json: CompactJSON.unknownSession(message))
        } else if asJSON, case .needsControlSocket(let what) = failure {
            Output.complain(json: CompactJSON.controlSocketOnly(what))
        } else if !failure.description.isEmpty {
            Output.complain("leashctl: \(connection.map { failure.description(at: $0.path) } ?? failure.description)")
        }
    }
}
