import Descriptors
import Glibc

/// The calls that sockets of both kinds begin with.
enum SocketCall {
    /// A new stream socket, closed on exec, with further type flags such as `SOCK_NONBLOCK`.
    static func streamSocket(flags: __socket_type = SOCK_STREAM) throws(SocketError) -> FileDescriptor {
        try newSocket(SOCK_STREAM.rawValue | flags.rawValue)
    }

    /// A new datagram socket, closed on exec.
    static func datagramSocket() throws(SocketError) -> FileDescriptor { try newSocket(SOCK_DGRAM.rawValue) }

    private static func newSocket(_ type: UInt32) throws(SocketError) -> FileDescriptor {
        let type = Int32(type | SOCK_CLOEXEC.rawValue)
        return FileDescriptor(adopting: try perform("create a socket") { socket(AF_UNIX, type, 0) })
    }

    /// A system call whose failure becomes a `SocketError`.
    @discardableResult
    static func perform(
        _ action: String, path: String? = nil, _ call: () -> Int32
    ) throws(SocketError) -> Int32 {
        do {
            return try SystemCall.perform(action, path: path, call)
        } catch {
            throw .system(error)
        }
    }

    /// An option of a socket that is an `int`.
    static func option(_ name: Int32, of descriptor: FileDescriptor) throws(SocketError) -> Int32 {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        try perform("read a socket option") {
            unsafe getsockopt(descriptor.number, SOL_SOCKET, name, &value, &length)
        }
        return value
    }
}
