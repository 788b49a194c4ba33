import CLinux
import Descriptors

/// Who is at the other end, as the kernel noted when the connection was made: it cannot be forged, and it does not
/// change when that process does.
package struct PeerCredentials: Hashable, Sendable {
    /// The effective user.
    package let uid: UInt32
    /// The effective group.
    package let gid: UInt32
    /// The process that connected; it may have ended since, and its number may be another's by now.
    package let pid: Int32

    /// Credentials with these values.
    package init(uid: UInt32, gid: UInt32, pid: Int32) {
        self.uid = uid
        self.gid = gid
        self.pid = pid
    }

    init(of descriptor: FileDescriptor) throws(SocketError) {
        var (uid, gid, pid): (UInt32, UInt32, Int32) = (0, 0, 0)
        try SocketCall.perform("read the credentials of a peer") {
            unsafe linux_peer_credentials(descriptor.number, &uid, &gid, &pid)
        }
        self.init(uid: uid, gid: gid, pid: pid)
    }
}
