import Descriptors
import Glibc
import UnixSocket

/// What the daemon takes for its supervisor: a socket of datagrams that keeps what it is told.
package final class Supervisor {
    /// Where it is bound.
    package let path: String
    private let descriptor: FileDescriptor
    private var told: [String] = []

    /// Binds a socket that the daemon finds by `NOTIFY_SOCKET`.
    package init(at path: String) throws {
        self.path = path
        descriptor = try rawSocket(SOCK_DGRAM, at: path)
    }

    /// Leaves no room for another datagram, until what has come is read.
    package func fill() throws {
        let address = try SocketAddress(path)
        // What one socket has sent and nobody has read is limited, too.
        while case let socket = try DatagramSocket(), (try? socket.send(Array("X_FULL=1".utf8), to: address)) != nil {
            while (try? socket.send(Array("X_FULL=1".utf8), to: address)) != nil {}
        }
    }

    /// Every datagram so far, in order.
    package var messages: [String] {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe recv(descriptor.number, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { return told }
            told.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
    }

    /// Whether a datagram comes that the condition holds for.
    package func hears(_ condition: (String) -> Bool) -> Bool { eventually { messages.contains(where: condition) } }

    /// Whether a datagram comes that begins with this.
    package func hears(_ beginning: String) -> Bool { hears { $0.hasPrefix(beginning) } }
}
