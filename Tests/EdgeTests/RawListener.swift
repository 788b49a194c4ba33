import Descriptors
import Glibc
import TestSupport
import Testing
import UnixSocket

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
