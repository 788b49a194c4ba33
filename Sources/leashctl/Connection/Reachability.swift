import Descriptors
import Glibc
import UnixSocket

/// Why the daemon cannot be reached, in words that say what to do.
enum Reachability {
    /// Where systemd listens in leashd's place, the socket is a unit of its own.
    private static let lookAtUnits = "systemctl status leashd-control.socket leashd"

    /// The sentence for a connection that failed.
    static func explanation(of error: SocketError, path: String) -> String {
        let name = ShownText.of(path)
        guard case .system(let error) = error else { return error.description }
        switch error.number.rawValue {
        case ENOENT:
            return "there is no socket at \(name): is leashd running? (\(lookAtUnits)) "
                + "Another place is named with --socket or $LEASHD_CONTROL_SOCKET"
        case ECONNREFUSED:
            guard isSocket(path) else {
                return "\(name) is no socket: name control.sock in the directory that leashd makes its sockets in"
            }
            return "nobody listens on \(name): leashd has ended; \(lookAtUnits) says why"
        case EACCES, EPERM:
            return permission(to: path, name)
        default:
            return error.description
        }
    }

    private static func permission(to path: String, _ name: String) -> String {
        guard let group = group(of: path) else {
            return "you may not use \(name), nor look at it: leashctl is for root and the group of its directory"
        }
        // Nobody should join root's group for this.
        guard group != "root" else { return "only root may use \(name): try again with sudo" }
        return "you are not in the group of \(name), which is \(group): "
            + "try again with sudo, or join it (sudo usermod -aG \(group) $USER, then log in again)"
    }

    private static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    private static func group(of path: String) -> String? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        guard let entry = unsafe getgrgid(status.st_gid), let name = unsafe entry.pointee.gr_name else {
            return String(status.st_gid)
        }
        return ShownText.of(unsafe String(cString: name))
    }
}
