import Descriptors
import Glibc

/// The file by which a listening socket is found.
struct SocketFile {
    private let path: String
    private let device: UInt
    private let inode: UInt

    /// Notes which file a socket was just bound to.
    init(boundTo path: String) throws(SocketError) {
        let status = try Self.status(of: path)
        self.path = path
        device = status.st_dev
        inode = status.st_ino
    }

    /// Makes room for a new socket: removes what a dead listener left, and refuses to touch anything else.
    static func clear(_ address: SocketAddress) throws(SocketError) {
        do throws(SocketError) {
            let status = try status(of: address.path)
            guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notSocket(address.path) }
            guard try !isAlive(address) else { throw .somebodyListens(address.path) }
            try SocketCall.perform("remove", path: address.path) { unsafe unlink(address.path) }
        } catch .system(let error) where error.number == .notFound {
            return
        }
    }

    /// Sets who may connect.
    func permit(mode: UInt32, group: UInt32?) throws(SocketError) {
        if let group {
            try SocketCall.perform("change the group of", path: path) { unsafe lchown(path, .max, group) }
        }
        try SocketCall.perform("change the mode of", path: path) { unsafe chmod(path, mode) }
    }

    /// Removes the file, unless another socket has taken its name since.
    func remove() {
        guard let status = try? Self.status(of: path), status.st_dev == device, status.st_ino == inode else { return }
        unsafe _ = unlink(path)
    }

    private static func isAlive(_ address: SocketAddress) throws(SocketError) -> Bool {
        let probe = try SocketCall.streamSocket(flags: SOCK_NONBLOCK)
        do {
            try SystemCall.perform("connect to", path: address.path) {
                unsafe address.withPointer { unsafe connect(probe.number, $0, $1) }
            }
            return true
        } catch let error where error.number == .wouldBlock {
            // Its queue is full: it is slow, not dead.
            return true
        } catch let error where error.number == .connectionRefused {
            return false
        } catch {
            throw .system(error)
        }
    }

    private static func status(of path: String) throws(SocketError) -> stat {
        var status = stat()
        try SocketCall.perform("look at", path: path) { unsafe lstat(path, &status) }
        return status
    }
}
