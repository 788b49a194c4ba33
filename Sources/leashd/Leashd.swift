import ArgumentParser
import ControlProtocol
import LedgerSQLite
import Service
import SessionKeys

/// The composition root: the only place that names a ledger.
@main
struct Leashd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leashd", abstract: "Holds session keys to their limits.",
        discussion: "Under systemd the directories come from the unit; started by hand they must be given.",
        version: Version.client)

    @Option(
        name: .customLong("config"),
        help: ArgumentHelp("The configuration file; drop-ins are in FILE.d.", valueName: "file"), completion: .file())
    var configurationFile: String?

    @Option(help: ArgumentHelp("Where the store leash.db is.", valueName: "dir"), completion: .directory)
    var stateDirectory: String?

    @Option(
        help: ArgumentHelp("Where the sockets spend.sock and control.sock are made.", valueName: "dir"),
        completion: .directory)
    var runtimeDirectory: String?

    @Flag(name: .customLong("check-config"), help: "Only read the configuration, and list every fault.")
    var checksConfiguration = false

    @Flag(
        name: .customLong("show-config"),
        help: "Only read the configuration, and write every setting that counts, as a file would have it.")
    var showsConfiguration = false

    @Flag(
        help: ArgumentHelp(
            "Accept the store that is there as the one to run on, once, and exit: what was spent after a copy was made "
                + "can be spent again on it."
        ))
    var acceptRestoredStore = false

    /// Parses the command line and does what it says; what cannot be written is no success, also of `--help`.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch  where exitCode(for: error) == .success {
            exit(withError: ExitCode(Program.answer(fullMessage(for: error) + "\n").rawValue))
        } catch {
            exit(withError: error)
        }
    }

    func validate() throws {
        let given = [
            ("--config", configurationFile), ("--state-directory", stateDirectory),
            ("--runtime-directory", runtimeDirectory),
        ]
        for (option, path) in given where path == "" {
            throw ValidationError("\(option) is empty: it is to name a path")
        }
        // What is not UTF-8 would be another path by now.
        for (option, path) in given where path?.contains("\u{FFFD}") == true {
            throw ValidationError("\(option) is not UTF-8: \(path ?? "")")
        }
        for (option, _) in given {
            let times = CommandLine.arguments.count { $0 == option || $0.hasPrefix(option + "=") }
            guard times < 2 else { throw ValidationError("\(option) is given \(times) times") }
        }
        let chosen = purposes.filter(\.isGiven).map(\.option)
        guard chosen.count < 2 else {
            throw ValidationError("\(chosen.joined(separator: " and ")) each do nothing else: give one of them")
        }
    }

    /// What it may be started for, other than to serve.
    private var purposes: [(option: String, isGiven: Bool, purpose: StartOptions.Purpose)] {
        [
            ("--check-config", checksConfiguration, .checkingConfiguration),
            ("--show-config", showsConfiguration, .showingConfiguration),
            ("--accept-restored-store", acceptRestoredStore, .acceptingRestoredStore),
        ]
    }

    func run() throws {
        let options = StartOptions(
            configurationFile: configurationFile, stateDirectory: stateDirectory, runtimeDirectory: runtimeDirectory,
            purpose: purposes.first(where: \.isGiven)?.purpose ?? .serving)
        let status = Program.run(options) { path, rules throws(StartError) in
            do throws(OpeningError) {
                return try SQLiteLedger(path: path, rules: rules)
            } catch {
                throw StartError(error.exitStatus, error.description)
            }
        }
        guard status == .success else { throw ExitCode(status.rawValue) }
    }
}

extension OpeningError {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .newerSchema, .unreleasedSchema, .notALedger: .configuration
        case .inUse: .temporary
        case .damaged: .dataDamaged
        case .notAllowed, .readOnly: .cannotCreate
        case .cannotOpen: .inputOutput
        }
    }
}
