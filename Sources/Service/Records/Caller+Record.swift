import ControlProtocol
import UnixSocket

extension Caller {
    /// Who it is, for a record's fields (the protocol's "Sockets").
    var recordFields: [(RecordField, String)] {
        [
            (.peerUID, String(peer.uid)), (.peerGID, String(peer.gid)), (.peerPID, String(peer.pid)),
            (.socket, socket.rawValue),
        ]
    }

    /// Who it is, in a record's message.
    var recordText: String { "process \(peer.pid) of user \(peer.uid)" }
}
