import ControlProtocol
import Descriptors
import Glibc
import TestSupport
import Testing

/// A daemon of a test's own, in a directory of its own: it can be stopped and started again on the same store.
final class DaemonProcess {
    let directory: String
    private(set) var process: ChildProcess?
    /// The text of the configuration file.
    private(set) var configuration: String
    /// Variables that the daemon finds, as `NAME=value`.
    var environment: [String] = []
    /// What the program is started by, where it is not started by itself; the program is then one of the arguments.
    var launcher: String?
    /// Sockets that it is passed, as a service manager does it.
    var passed: [FileDescriptor] = []
    /// What it may have of something, as ulimit takes it (`-n 100`); `nil` is as much as everybody.
    var limit: String?

    init(in directory: String, configuration: String) throws {
        self.directory = directory
        self.configuration = configuration
        try configure(configuration)
    }

    var state: String { directory + "/state" }
    var runtime: String { directory + "/run" }
    var store: String { state + "/leash.db" }
    var configurationFile: String { directory + "/leashd.conf" }

    func path(of socket: DaemonSocket) -> String { "\(runtime)/\(socket.fileName)" }

    /// Writes the configuration file anew; the daemon is not told.
    func configure(_ text: String) throws {
        configuration = text
        try File.write(Array(text.utf8), to: configurationFile, mode: 0o600)
    }

    /// The most memory that it has had, as the kernel tells it.
    var peakMemoryKilobytes: Int? {
        guard let pid = process?.pid, let status = try? File.read("/proc/\(pid)/status", limit: 1 << 16) else {
            return nil
        }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }
    }

    /// How long it has kept a processor busy, in seconds.
    var processorSeconds: Double? {
        guard let pid = process?.pid, let text = try? File.read("/proc/\(pid)/stat", limit: 1 << 16) else { return nil }
        // The name of the program stands in brackets, and may hold anything; the times are the 12th and 13th field
        // after it.
        let fields = String(decoding: text, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return nil }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// How often its threads have begun to run.
    var changesOfThread: Int? {
        guard let pid = process?.pid, let threads = try? ThreadState.all(of: String(pid)) else { return nil }
        return threads.reduce(0) { $0 + $1.switches }
    }

    /// Whether it does nothing any more, sooner or later. A sanitizer has threads of its own that wake now and then.
    func comesToRest() -> Bool {
        eventually {
            let before = processorSeconds
            usleep(200_000)
            return before == processorSeconds
        }
    }

    /// How many descriptors it has open.
    var descriptors: Int? {
        (process?.pid).flatMap { try? Directory.names(in: "/proc/\($0)/fd").count }
    }

    /// What it has written to standard error so far.
    var log: String { contents("errors") }
    /// Whether it writes this to standard error, sooner or later: an answer may be there before what is recorded of it.
    func records(_ text: String) -> Bool { eventually { log.contains(text) } }
    /// What it has written to standard output so far.
    var output: String { contents("output") }

    private func contents(_ name: String) -> String {
        String(decoding: (try? File.read("\(directory)/\(name)", limit: 1 << 28)) ?? [], as: UTF8.self)
    }

    /// The usual arguments.
    var arguments: [String] {
        ["--config", configurationFile, "--state-directory", state, "--runtime-directory", runtime]
    }

    /// Starts the program, with the usual arguments or others, and does not wait.
    @discardableResult
    func launch(_ arguments: [String]? = nil) throws -> ChildProcess {
        let arguments = arguments ?? self.arguments
        var program = launcher ?? Programs.leashd
        var all = arguments
        if let limit {
            program = "/bin/sh"
            all = ["-c", "ulimit \(limit); exec \"$0\" \"$@\"", Programs.leashd] + arguments
        }
        let process = try ChildProcess(
            program, all, environment: environment + Sanitizer.variables, output: directory + "/output",
            errors: directory + "/errors", passing: passed)
        self.process = process
        return process
    }

    /// Starts the daemon and waits until it says that it is ready; to try a connection would use one up.
    func start() throws {
        let before = readyCount
        let process = try launch()
        let isUp = eventually { process.poll() != nil || readyCount > before }
        try #require(isUp && process.poll() == nil, "the daemon does not start:\n\(log)")
    }

    private var readyCount: Int { log.split(separator: "\n").count { $0.contains(" is ready: ") } }

    /// Runs the program to its end.
    func run(_ arguments: [String]? = nil) throws -> ChildProcess.End? { try launch(arguments).wait() }

    /// Sends a signal and waits for the end.
    func end(by signal: Int32 = SIGTERM) throws -> ChildProcess.End? {
        let process = try #require(process)
        process.send(signal)
        return process.wait()
    }

    /// Stops the daemon, which must end well.
    func stop() throws {
        let end = try end()
        try #require(end == .exited(0), "the daemon does not stop well:\n\(log)")
    }

    func restart() throws {
        try stop()
        try start()
    }

    /// A new connection to one of the sockets.
    func connect(_ socket: DaemonSocket = .control) throws -> Client { try Client(path(of: socket)) }
}

/// Runs the body with a daemon that is up, and stops it afterwards.
func withDaemon(configuration: String = "", _ body: (DaemonProcess) throws -> Void) throws {
    try withTemporaryDirectory { directory in
        let daemon = try DaemonProcess(in: directory, configuration: configuration)
        try daemon.start()
        try body(daemon)
        if let process = daemon.process, process.poll() == nil { try daemon.stop() }
    }
}

/// Runs the body with a daemon that has not been started yet.
func withDaemonAtRest(configuration: String = "", _ body: (DaemonProcess) throws -> Void) throws {
    try withTemporaryDirectory { directory in
        try body(try DaemonProcess(in: directory, configuration: configuration))
    }
}
