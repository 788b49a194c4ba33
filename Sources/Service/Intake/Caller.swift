package import ControlProtocol
package import UnixSocket

/// Who asks: known by the connection, before what is asked.
package struct Caller: Hashable, Sendable {
    /// The connection's number, never used again.
    package let connection: UInt64
    /// By which socket it came in.
    package let socket: DaemonSocket
    /// Which process it was when it connected.
    package let peer: PeerCredentials

    /// A caller on a connection.
    package init(connection: UInt64, socket: DaemonSocket, peer: PeerCredentials) {
        self.connection = connection
        self.socket = socket
        self.peer = peer
    }
}
