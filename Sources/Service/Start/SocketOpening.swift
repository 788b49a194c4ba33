import ControlProtocol
import Descriptors
import Glibc
import Systemd
import UnixSocket

/// Opens the two sockets: with the sockets that the supervisor passed under their names, or by binding them.
enum SocketOpening {
    static func open(in directory: String, _ configuration: Configuration) throws(StartError) -> [ListeningSocket] {
        var passed = try passedListeners()
        var sockets: [ListeningSocket] = []
        for socket in DaemonSocket.allCases {
            if let listener = passed.removeValue(forKey: socket) {
                sockets.append(ListeningSocket(socket: socket, listener: listener))
            } else {
                sockets.append(
                    ListeningSocket(socket: socket, listener: try bind(socket, in: directory, configuration)))
            }
        }
        return sockets
    }

    private static func bind(
        _ socket: DaemonSocket, in directory: String, _ configuration: Configuration
    ) throws(StartError) -> Listener {
        let (mode, group, setting) =
            switch socket {
            case .spend: (configuration.spendSocketMode, configuration.spendSocketGroup, "SpendSocketGroup")
            case .control: (configuration.controlSocketMode, configuration.controlSocketGroup, "ControlSocketGroup")
            }
        let number = try group.number()
        do throws(SocketError) {
            return try Listener(path: "\(directory)/\(socket.fileName)", mode: mode, group: number)
        } catch {
            throw StartError(.cannotCreate, "\(error)" + advice(on: error, at: setting, group))
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
        for passed in try StartError.wrapping(.cannotCreate, Activation.takeDescriptors) {
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
