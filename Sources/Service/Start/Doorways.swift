import ControlProtocol
import Descriptors
import Systemd
import UnixSocket

/// Opens the two doors: with the sockets that the supervisor passed under their names, or by binding them.
enum Doorways {
    static func open(in directory: String, _ configuration: Configuration) throws(StartError) -> [Doorway] {
        var passed = try passedListeners()
        var doorways: [Doorway] = []
        for door in Door.allCases {
            if let listener = passed.removeValue(forKey: door) {
                doorways.append(Doorway(door: door, listener: listener))
            } else {
                doorways.append(Doorway(door: door, listener: try bind(door, in: directory, configuration)))
            }
        }
        return doorways
    }

    private static func bind(
        _ door: Door, in directory: String, _ configuration: Configuration
    ) throws(StartError) -> Listener {
        let (mode, group) =
            switch door {
            case .spend: (configuration.spendSocketMode, configuration.spendSocketGroup)
            case .control: (configuration.controlSocketMode, configuration.controlSocketGroup)
            }
        let number = try group.number()
        do throws(SocketError) {
            return try Listener(path: "\(directory)/\(door.socketName)", mode: mode, group: number)
        } catch {
            throw StartError(.cannotCreate, "\(error)")
        }
    }

    /// The sockets that the supervisor opened, by `FileDescriptorName=`: `spend` and `control`.
    private static func passedListeners() throws(StartError) -> [Door: Listener] {
        var listeners: [Door: Listener] = [:]
        for passed in try StartError.wrapping(.cannotCreate, Activation.takeDescriptors) {
            guard let door = Door(rawValue: passed.name) else {
                throw StartError(
                    .configuration,
                    "the supervisor passed a socket named \"\(passed.name)\"; spend and control are known")
            }
            guard listeners[door] == nil else {
                throw StartError(
                    .configuration,
                    "the supervisor passed two sockets named \"\(passed.name)\": each has its FileDescriptorName=")
            }
            listeners[door] = try adopt(passed.descriptor, as: door)
        }
        return listeners
    }

    /// Takes a socket for what its name says only if its file says the same: whoever mixes the two up in a unit must
    /// not give every spender the powers of an administrator.
    private static func adopt(_ descriptor: FileDescriptor, as door: Door) throws(StartError) -> Listener {
        let listener: Listener
        do throws(SocketError) {
            listener = try Listener(adopting: descriptor)
        } catch {
            throw StartError(.configuration, "the socket named \(door.rawValue): \(error)")
        }
        guard let path = listener.path, path.split(separator: "/").last.map(String.init) == door.socketName else {
            throw StartError(
                .configuration,
                "the socket named \(door.rawValue) listens on \(listener.path ?? "no file"): its file has to be called "
                    + "\(door.socketName)")
        }
        return listener
    }
}
