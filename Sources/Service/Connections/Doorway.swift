internal import ControlProtocol
internal import Descriptors
internal import UnixSocket

/// A socket that callers come in by, and what they may do who came in by it.
struct Doorway {
    let door: Door
    let listener: Listener

    /// The next caller at the door with its credentials, or `nil` when nobody waits.
    func admit(as number: UInt64) throws(SocketError) -> (stream: Stream, caller: Caller)? {
        while let stream = try listener.accept() {
            // A peer that left before it was looked at is nobody.
            guard let peer = try? stream.peerCredentials() else { continue }
            return (stream, Caller(connection: number, door: door, peer: peer))
        }
        return nil
    }
}
