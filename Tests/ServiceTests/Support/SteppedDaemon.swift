import ControlProtocol
import Descriptors
import SessionKeys
import TestSupport
import UnixSocket

@testable import Service

/// A daemon whose loop does not turn by itself: the test takes each step of it, with clients at a socket of its own.
final class SteppedDaemon {
    let daemon: Daemon
    let clock: FakeClock
    let log: RecordShelf
    /// What it reads when it is to reload.
    let file: ConfigurationShelf
    private let directory: String

    /// Keeps what is recorded.
    final class RecordShelf {
        fileprivate(set) var records: [Record] = []
    }

    /// Keeps what its configuration files say.
    final class ConfigurationShelf {
        var configuration: Configuration
        fileprivate init(_ configuration: Configuration) { self.configuration = configuration }
    }

    /// A daemon in a directory of its own, on a disk that has room.
    init(in directory: String, _ ledger: any Ledger, configuration: Configuration = .defaults) throws {
        let log = RecordShelf()
        self.log = log
        self.directory = directory
        let file = ConfigurationShelf(configuration)
        self.file = file
        guard let lock = try DirectoryLock(directory) else { preconditionFailure("a new directory is nobody's") }
        let clock = FakeClock()
        self.clock = clock
        let progress = Progress(mark: StoreMark(1), lastEvent: 0)
        let parts = DaemonParts(
            ledger: ledger, reserve: try DiskReserve(in: directory, diskSize: 1 << 20) { 1 << 30 },
            clock: DaemonClock(kept: nil, longestStep: 3_600_000) { clock.reading },
            signals: try SignalReader(Daemon.signals), deadlineTimer: try WallTimer(),
            watchdogTimer: try MonotonicTimer(),
            sink: RecordSink(level: .debug) { log.records.append($0) }, random: RandomPool(),
            stateDirectory: directory, stateLock: lock, descriptorLimit: 1024,
            progress: try ProgressFile(in: directory, at: progress), readConfiguration: { file.configuration })
        let sockets = try Self.sockets.map { socket in
            ListeningSocket(
                socket: socket, listener: try Listener(path: "\(directory)/\(socket.fileName)", mode: 0o600))
        }
        daemon = try Daemon(parts: parts, sockets: sockets, configuration: configuration)
    }

    /// In the order of their places.
    private static let sockets: [DaemonSocket] = [.control, .spend]

    /// A client that nobody has let in yet.
    func knock(at socket: DaemonSocket = .control) throws -> Stream {
        try Stream.connect(path: "\(directory)/\(socket.fileName)", timeoutMilliseconds: Patience.milliseconds)
    }

    /// A client that has been let in, and the daemon's end of its connection.
    func connect(at socket: DaemonSocket = .control) throws -> (client: Stream, connection: Connection) {
        let known = Set(daemon.reception.connections.all.map(\.id))
        let client = try knock(at: socket)
        guard let index = Self.sockets.firstIndex(of: socket) else { preconditionFailure("there is no such socket") }
        daemon.reception.admit(at: index)
        guard let connection = daemon.reception.connections.all.first(where: { !known.contains($0.id) }) else {
            preconditionFailure("the client was not let in")
        }
        return (client, connection)
    }

    /// Whether its directory has a file of that name.
    func hasFile(_ name: String) -> Bool { (try? Directory.names(in: directory).contains(name)) ?? false }

    /// Has the daemon receive what a client sends.
    func receive(_ text: String, from client: Stream, over connection: Connection) throws {
        try client.sendAll(Array(text.utf8))
        daemon.reception.receive(Readiness(token: connection.id, isReadable: true))
    }
}

/// Runs the body with a daemon that turns step by step.
func withSteppedDaemon(
    _ ledger: any Ledger = MemoryLedger(), configuration: Configuration = .defaults,
    _ body: (SteppedDaemon) throws -> Void
) throws {
    try withTemporaryDirectory { directory in
        try body(try SteppedDaemon(in: directory, ledger, configuration: configuration))
    }
}
