import ControlProtocol
import Descriptors
import UnixSocket

/// A socket that callers come in by, and what they may do who came in by it.
struct ListeningSocket {
    /// Answers that are not read count as the daemon's memory in the kernel as well, where no limit of ours sees them.
    static let sendBuffer: Int32 = 32 * 1024

    let socket: DaemonSocket
    let listener: Listener

    /// The next caller at the socket with its credentials, or `nil` when nobody waits.
    func admit(as number: UInt64) throws(SocketError) -> (stream: Stream, caller: Caller)? {
        while let stream = try listener.accept() {
            // A peer that left before it was looked at is nobody.
            guard let peer = try? stream.peerCredentials() else { continue }
            try? stream.setSendBuffer(Self.sendBuffer)
            return (stream, Caller(connection: number, socket: socket, peer: peer))
        }
        return nil
    }
}
