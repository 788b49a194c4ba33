import CLinux
package import Descriptors
import Glibc

/// One end of a connection.
///
/// Those that a `Listener` accepts are non-blocking, those that `connect` makes are blocking.
package final class Stream {
    /// What came of an attempt to receive.
    package enum Received: Hashable, Sendable {
        /// So many bytes are at the start of the buffer.
        case bytes(Int)
        /// Nothing has arrived yet.
        case wouldBlock
        /// The other end sends no more, or is gone.
        case closed
        /// The connection is of no more use.
        case failed(SystemError)
    }

    /// What came of an attempt to send.
    package enum Sent: Hashable, Sendable {
        /// So many bytes from the start were taken, perhaps not all.
        case sent(Int)
        /// The other end has to read first.
        case wouldBlock
        /// The other end is gone.
        case closed
        /// The connection is of no more use.
        case failed(SystemError)
    }

    /// To be watched for reading and writing.
    package let descriptor: FileDescriptor

    /// Takes over a connected socket.
    package init(adopting descriptor: FileDescriptor) {
        self.descriptor = descriptor
    }

    /// Who connected, or whom this end connected to.
    package func peerCredentials() throws(SocketError) -> PeerCredentials {
        try PeerCredentials(of: descriptor)
    }

    /// How many bytes the kernel keeps of what was sent and not received; it takes twice as much, for what goes with
    /// them.
    package func setSendBuffer(_ bytes: Int32) throws(SocketError) {
        var bytes = bytes
        let (number, size) = (descriptor.number, socklen_t(MemoryLayout<Int32>.size))
        try SocketCall.perform("set a socket's buffer") {
            unsafe setsockopt(number, SOL_SOCKET, SO_SNDBUF, &bytes, size)
        }
    }

    /// Receives at most as many bytes as `buffer` has, and puts them at its start; its length stays the same.
    package func receive(into buffer: inout [UInt8]) -> Received {
        unsafe buffer.withUnsafeMutableBytes { unsafe receive(into: $0) }
    }

    /// Receives at most as many bytes as `buffer` has room for, at least one.
    package func receive(into buffer: UnsafeMutableRawBufferPointer) -> Received {
        // A reception of no bytes means the end, which an empty buffer would seem to have reached.
        precondition(buffer.count > 0, "an empty buffer receives nothing")
        let number = descriptor.number
        do {
            let count = try SystemCall.retrying {
                unsafe linux_receive(number, buffer.baseAddress, UInt(buffer.count))
            }
            return count > 0 ? .bytes(count) : .closed
        } catch .wouldBlock {
            return .wouldBlock
        } catch .connectionReset {
            return .closed
        } catch {
            return .failed(SystemError(error, action: "receive"))
        }
    }

    /// Sends as many bytes from the start as there is room for.
    package func send(_ bytes: ArraySlice<UInt8>) -> Sent { send(bytes.span) }

    /// Sends as many bytes from the start as there is room for; a vanished peer is a result and not a SIGPIPE.
    package func send(_ bytes: Span<UInt8>) -> Sent {
        let number = descriptor.number
        do {
            return .sent(
                try SystemCall.retrying {
                    unsafe bytes.withUnsafeBytes {
                        unsafe linux_send(number, $0.baseAddress, UInt($0.count))
                    }
                })
        } catch .wouldBlock {
            return .wouldBlock
        } catch let error where error == .brokenPipe || error == .connectionReset {
            return .closed
        } catch {
            return .failed(SystemError(error, action: "send"))
        }
    }

    /// Ends the connection.
    package func close() {
        descriptor.close()
    }
}
