import ControlProtocol
import Descriptors
import Glibc
import Systemd
import UnixSocket

/// Opens the two sockets: with the sockets that the supervisor passed under their names, or by binding them.
struct SocketOpening {
    private let passed: [DaemonSocket: Listener]
    private let directory: String?

    /// Takes what was passed; where that is not all, there has to be a directory for the rest.
    init(in directory: String?) throws(StartError) {
        passed = try Self.passedListeners()
        self.directory = directory
        if passed.count < DaemonSocket.allCases.count { _ = try place() }
    }

    /// Both sockets.
    func open(_ configuration: Configuration) throws(StartError) -> [ListeningSocket] {
        var sockets: [ListeningSocket] = []
        for socket in DaemonSocket.allCases {
            let listener = if let listener = passed[socket] { listener } else { try bind(socket, configuration) }
            sockets.append(ListeningSocket(socket: socket, listener: listener))
        }
        return sockets
    }

    private func place() throws(StartError) -> String {
        guard let directory else {
            throw StartError(
                .usage, "where do the sockets go? Give --runtime-directory DIR, or start leashd by systemd")
        }
        return directory
    }

    private func bind(_ socket: DaemonSocket, _ configuration: Configuration) throws(StartError) -> Listener {
        let (mode, group, setting) =
            switch socket {
            case .spend: (configuration.spendSocketMode, configuration.spendSocketGroup, "SpendSocketGroup")
            case .control: (configuration.controlSocketMode, configuration.controlSocketGroup, "ControlSocketGroup")
            }
        let number = try group.number()
        let directory = try place()
        do throws(SocketError) {
            return try Listener(path: "\(directory)/\(socket.fileName)", mode: mode, group: number)
        } catch {
            throw StartError(.cannotCreate, "\(error)" + Self.advice(on: error, at: setting, group))
        }
    }

    /// What to do where the file may not be given to the group: only root gives to one that it does not belong to.
    private static func advice(on error: SocketError, at setting: String, _ group: SocketGroup) -> String {
        guard group != .own, case .system(let error) = error, error.number.rawValue == EPERM else { return "" }
        return ": for \(setting)=\(group.text), user \(geteuid()) has to be in that group"
    }

    /// The sockets that the supervisor opened, by `FileDescriptorName=`: `spend` and `control`.
    private static func passedListeners() throws(StartError) -> [DaemonSocket: Listener] {
        var listeners: [DaemonSocket: Listener] = [:]
        for passed in try passedDescriptors() {
            guard let socket = DaemonSocket(rawValue: passed.name) else {
                throw StartError(
                    .configuration,
                    "the supervisor passed a socket named \"\(passed.name)\"; spend and control are known")
            }
            guard listeners[socket] == nil else {
                throw StartError(
                    .configuration,
                    "the supervisor passed two sockets named \"\(passed.name)\": each has its FileDescriptorName=")
            }
            listeners[socket] = try adopt(passed.descriptor, as: socket)
        }
        return listeners
    }

    private static func passedDescriptors() throws(StartError) -> [PassedDescriptor] {
        do throws(SystemError) {
            return try Activation.takeDescriptors()
        } catch {
            throw StartError(
                .configuration,
                "\(error): LISTEN_FDNAMES has a name for each, spend or control, with a colon between them")
        }
    }

    /// Takes a socket for what its name says only if its file says the same: whoever mixes the two up in a unit must
    /// not give every spender the powers of an administrator.
    private static func adopt(_ descriptor: FileDescriptor, as socket: DaemonSocket) throws(StartError) -> Listener {
        let listener: Listener
        do throws(SocketError) {
            listener = try Listener(adopting: descriptor)
        } catch {
            throw StartError(.configuration, "the socket named \(socket.rawValue): \(error)")
        }
        guard let path = listener.path, path.split(separator: "/").last.map(String.init) == socket.fileName else {
            throw StartError(
                .configuration,
                "the socket named \(socket.rawValue) listens on \(listener.path ?? "no file"): its file has to be "
                    + "called \(socket.fileName)")
        }
        return listener
    }
}
