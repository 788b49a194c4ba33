package import Descriptors
package import Glibc

/// A socket bound to a path, made without any of the project's own sockets.
package func rawSocket(_ type: __socket_type, at path: String) throws(SystemError) -> FileDescriptor {
    // Closed on exec: else the processes that other tests start would keep it open, and a dead listener alive.
    let flags = Int32(type.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = FileDescriptor(adopting: socket(AF_UNIX, flags, 0))
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    try SystemCall.perform("bind", path: path) {
        unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor.number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
    return descriptor
}
