package import Descriptors
import Glibc

/// Sends datagrams to the sockets of others, and never waits for them.
package final class DatagramSocket {
    private let descriptor: FileDescriptor

    /// Makes one that nobody can send to.
    package init() throws(SocketError) { descriptor = try SocketCall.datagramSocket() }

    /// Sends one datagram.
    ///
    /// - Throws: why it was not sent: `wouldBlock` where there is no room for it until somebody has read.
    package func send(_ bytes: [UInt8], to address: SocketAddress) throws(ErrorNumber) {
        let (number, flags) = (descriptor.number, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
        _ = try SystemCall.retrying {
            unsafe bytes.withUnsafeBytes { datagram in
                unsafe address.withPointer {
                    unsafe sendto(number, datagram.baseAddress, datagram.count, flags, $0, $1)
                }
            }
        }
    }
}
