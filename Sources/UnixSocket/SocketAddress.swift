import Descriptors
import Glibc

/// The path of a socket, known to fit into what the kernel takes.
package struct SocketAddress: Hashable, Sendable {
    /// How many bytes a path may have: the kernel's 108 with the zero that ends it.
    package static let pathLimit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// The path as it was given.
    package let path: String

    /// Checks a path.
    package init(_ path: String) throws(SocketError) {
        let bytes = path.utf8.count
        // The kernel would read an empty path as "choose one for me".
        guard bytes > 0, !path.utf8.contains(0) else { throw .pathInvalid(path) }
        guard bytes <= Self.pathLimit else { throw .pathTooLong(path, bytes: bytes) }
        self.path = path
    }

    /// The path that a socket of the Unix family is bound to; nil where it has none, or a name that is no file.
    static func path(of descriptor: FileDescriptor) throws(SocketError) -> String? {
        var address = sockaddr_un()
        var length = socklen_t(MemoryLayout<sockaddr_un>.size)
        try SocketCall.perform("read the address of a socket") {
            unsafe withUnsafeMutablePointer(to: &address) { pointer in
                // Every kind of address begins as sockaddr does, and its length goes beside it.
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe getsockname(descriptor.number, $0, &length)
                }
            }
        }
        // A path of full length comes without the zero that ends it, a name that is no file begins with one.
        let bytes = unsafe withUnsafeBytes(of: &address.sun_path) { unsafe Array($0.prefix { $0 != 0 }) }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Lends the address in the form that system calls take.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        return unsafe withUnsafePointer(to: &address) { pointer in
            // As above.
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
