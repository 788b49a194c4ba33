import Descriptors
import Glibc
import TestSupport
import Testing
import UnixSocket

/// A socket bound to a path, made without any of the code under test.
func rawSocket(_ type: __socket_type, at path: String) throws -> FileDescriptor {
    // Closed on exec: else the processes that other tests start would keep it open, and a dead listener alive.
    let flags = Int32(type.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = FileDescriptor(adopting: socket(AF_UNIX, flags, 0))
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    try SystemCall.perform("bind") {
        unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor.number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
    return descriptor
}

/// A blocking socket that listens with a backlog of one's choice.
func rawListener(at path: String, backlog: Int32) throws -> FileDescriptor {
    let descriptor = try rawSocket(SOCK_STREAM, at: path)
    try SystemCall.perform("listen") { listen(descriptor.number, backlog) }
    return descriptor
}

/// A listener whose queue has no place left.
func fullListener(at path: String) throws -> (FileDescriptor, [Stream]) {
    let listener = try rawListener(at: path, backlog: 0)
    return (listener, [try Stream.connect(path: path)])
}

/// A socket file that nobody listens on any more.
func leaveStaleSocket(at path: String) throws {
    let listener = try rawListener(at: path, backlog: 1)
    listener.close()
    #expect(eventually { (try? Stream.connect(path: path, timeoutMilliseconds: 1)) == nil })
}
