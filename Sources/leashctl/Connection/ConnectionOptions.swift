import ArgumentParser
import ControlProtocol
import Descriptors
import SessionKeys

/// What every command takes: where the daemon is, and for whom the answer is.
struct ConnectionOptions: ParsableArguments {
    /// Where the packaged daemon listens.
    private static let packagedSocket = "/run/leashd/control.sock"

    @Option(
        help: ArgumentHelp(
            "The daemon's control socket; else $LEASHD_CONTROL_SOCKET, else \(Self.packagedSocket).",
            valueName: "path"),
        completion: .file(), transform: Arguments.file)
    var socket: String?

    @Flag(help: "Print exactly the result of the RPC, as one line of JSON; an error goes to standard error.")
    var json = false

    /// The socket that is meant.
    var path: String { Self.path(socket: socket) }

    /// The socket that is meant where the command line names this one, or none.
    static func path(socket: String?) -> String {
        socket ?? EnvironmentVariable.value(of: "LEASHD_CONTROL_SOCKET") ?? packagedSocket
    }

    /// A command for the same daemon, as it is typed: advice that is pasted shall not ask another one.
    func command(_ words: String) -> String {
        guard let socket, ShownText.of(socket) == socket else { return "leashctl \(words)" }
        return "leashctl \(words) --socket \(ShellWord.quoted(socket))"
    }

    /// Connects to the daemon, which then has so long for each answer.
    func connect(patienceMilliseconds: Int = Client.usualPatienceMilliseconds) throws(Failure) -> Client {
        try Client(path: path, patienceMilliseconds: patienceMilliseconds)
    }

    /// Prints a result as it came where JSON is wanted, and says whether that was so.
    func printed(_ result: JSONValue) -> Bool {
        if json { Output.write(json: CompactJSON.bytes(of: result)) }
        return json
    }
}
