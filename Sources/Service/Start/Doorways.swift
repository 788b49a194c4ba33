internal import ControlProtocol
internal import Descriptors
internal import Systemd
internal import UnixSocket

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
        let descriptors: [PassedDescriptor]
        do throws(SystemError) {
            descriptors = try Activation.takeDescriptors()
        } catch {
            throw StartError(.cannotCreate, "\(error)")
        }
        var listeners: [Door: Listener] = [:]
        for passed in descriptors {
            guard let door = Door(rawValue: passed.name), listeners[door] == nil else {
                throw StartError(
                    .configuration,
                    "the supervisor passed a socket named \"\(passed.name)\"; spend and control are known")
            }
            do throws(SocketError) {
                listeners[door] = try Listener(adopting: passed.descriptor)
            } catch {
                throw StartError(.configuration, "the socket named \(passed.name): \(error)")
            }
        }
        return listeners
    }
}
