import CLinux
package import Descriptors
import Glibc

/// A socket that connections arrive at; non-blocking.
package final class Listener {
    /// How many connections may wait to be accepted; the kernel lowers it to net.core.somaxconn.
    package static let backlog: Int32 = 4096

    /// To be watched for reading.
    package let descriptor: FileDescriptor
    /// Where it listens; nil for a name that is no file, which knows no mode and no group.
    package let path: String?
    /// The file that this listener made and will remove; nil where somebody else made it.
    private let file: SocketFile?

    /// Listens on a path. What a dead listener left there is replaced; a living one is an error, as is anything else.
    ///
    /// `mode` says who may connect (write permission counts), and `group`, where given, who its group is. Both hold
    /// from the first moment at which a connection succeeds.
    package init(path: String, mode: UInt32, group: UInt32? = nil) throws(SocketError) {
        let address = try SocketAddress(path)
        try SocketFile.clear(address)
        let descriptor = try SocketCall.streamSocket(flags: SOCK_NONBLOCK)
        let number = descriptor.number
        try SocketCall.perform("bind a socket to", path: path) {
            unsafe address.withPointer { unsafe bind(number, $0, $1) }
        }
        let file = try SocketFile(boundTo: path)
        do {
            try file.permit(mode: mode, group: group)
            // Up to here whoever connects is refused.
            try SocketCall.perform("listen on", path: path) { listen(number, Self.backlog) }
        } catch {
            file.remove()
            throw error
        }
        self.descriptor = descriptor
        self.path = path
        self.file = file
    }

    /// Takes over a socket that listens already; its file stays when this listener closes.
    package init(adopting descriptor: FileDescriptor) throws(SocketError) {
        guard Self.isListening(descriptor) else { throw .notListener(descriptor.number) }
        path = try SocketAddress.path(of: descriptor)
        do {
            try descriptor.prepareForLoop()
        } catch {
            throw .system(error)
        }
        self.descriptor = descriptor
        file = nil
    }

    deinit {
        close()
    }

    /// The next connection, non-blocking; nil when none waits.
    package func accept() throws(SocketError) -> Stream? {
        let number = descriptor.number
        while true {
            do {
                let accepted = try SystemCall.perform("accept a connection") { linux_accept(number) }
                return Stream(adopting: FileDescriptor(adopting: accepted))
            } catch let error where error.number == .connectionAborted {
                continue
            } catch let error where error.number == .wouldBlock {
                return nil
            } catch let error where error.number.isExhaustion {
                throw .exhausted(error)
            } catch {
                throw .system(error)
            }
        }
    }

    /// Whether it made its file, and nobody else listens there when it is closed.
    package var hasFile: Bool { file != nil }

    /// Removes its file, so that nobody finds it any more; those that wait can still be accepted.
    package func removeFile() {
        if descriptor.number >= 0 { file?.remove() }
    }

    /// Listens no more and removes its file. Connections that were accepted live on, those that wait are cut off.
    package func close() {
        // First the name, so that nobody who finds it is refused.
        removeFile()
        descriptor.close()
    }

    private static func isListening(_ descriptor: FileDescriptor) -> Bool {
        do {
            return try SocketCall.option(SO_DOMAIN, of: descriptor) == AF_UNIX
                && SocketCall.option(SO_TYPE, of: descriptor) == SOCK_STREAM.rawValue
                && SocketCall.option(SO_ACCEPTCONN, of: descriptor) == 1
        } catch {
            return false
        }
    }
}
