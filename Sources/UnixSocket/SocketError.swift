package import Descriptors

/// Why a socket could not be had, or could not be used any longer.
package enum SocketError: Error, Hashable, Sendable {
    /// The kernel has room for `SocketAddress.pathLimit` bytes only.
    case pathTooLong(String, bytes: Int)
    /// An empty path, or one with a zero byte in it, names no socket file.
    case pathInvalid(String)
    /// A process listens there: it is not ours to replace.
    case somebodyListens(String)
    /// Something that is no socket is in the way; it is left as it is.
    case notSocket(String)
    /// A descriptor from elsewhere that is no listening stream socket of the Unix family.
    case notListener(Int32)
    /// No descriptors are left to accept a connection with, which stays in the queue. The listener stays readable:
    /// stop watching it until some connection has been closed.
    case exhausted(SystemError)
    /// The other end did not do its part within the time that was set.
    case timedOut(String)
    /// The other end is gone.
    case closedByPeer
    /// The system refused.
    case system(SystemError)
}

extension SocketError: CustomStringConvertible {
    /// A sentence for people.
    package var description: String {
        switch self {
        case .pathTooLong(let path, let bytes):
            "the socket path \(path) has \(bytes) bytes: a socket path holds at most \(SocketAddress.pathLimit)"
        case .pathInvalid(let path):
            "\"\(path)\" cannot be the path of a socket"
        case .somebodyListens(let path):
            "another process listens on \(path)"
        case .notSocket(let path):
            "\(path) is in the way: it is no socket"
        case .notListener(let number):
            "descriptor \(number) is no listening Unix stream socket"
        case .exhausted(let error):
            "no descriptors are left: \(error)"
        case .timedOut(let action):
            "cannot \(action): the other end took too long"
        case .closedByPeer:
            "the other end closed the connection"
        case .system(let error):
            error.description
        }
    }
}
