import ArgumentParser
import ControlProtocol
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
            daemon not well (status).

            EXAMPLE
              leashctl create --account 0x... --key 0x... --chain 1 --native 0.5ether
            """,
        version: "leashctl \(Version.number)",
        subcommands: [
            CreateCommand.self, ListCommand.self, ShowCommand.self, CheckCommand.self, AuthorizeCommand.self,
            SettleCommand.self, RevokeCommand.self, EventsCommand.self, StatusCommand.self, TopCommand.self,
            MetricsCommand.self, BackupCommand.self,
            ConfirmClockCommand.self,
        ])

    @OptionGroup var connection: ConnectionOptions

    /// Parses the command line, does what it says, and ends with the status that tells how it went.
    static func main() {
        var wantsJSON = false
        do {
            var command = try parseAsRoot()
            wantsJSON = (command as? any DaemonCommand)?.connection.json ?? false
            try command.run()
        } catch let failure as Failure {
            complain(of: failure, asJSON: wantsJSON)
            Glibc.exit(failure.exitStatus.rawValue)
        } catch  where exitCode(for: error) == .validationFailure {
            Output.complain(fullMessage(for: error))
            Glibc.exit(ExitStatus.wrongUsage.rawValue)
        } catch {
            exit(withError: error)
        }
    }

    private static func complain(of failure: Failure, asJSON: Bool) {
        if asJSON, case .refused(let error) = failure {
            Output.complain(String(decoding: CompactJSON.bytes(of: error.value), as: UTF8.self))
        } else if !failure.description.isEmpty {
            Output.complain("leashctl: \(failure)")
        }
    }
}
