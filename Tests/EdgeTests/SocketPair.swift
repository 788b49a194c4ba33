import Descriptors
import Glibc
import UnixSocket

/// Both ends of one connection, non-blocking unless asked otherwise. One that is closed may stay open for a moment: in
/// a child that another test starts, between fork and exec.
func socketPair(blocking: Bool = false) throws -> (Stream, Stream) {
    let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | (blocking ? 0 : SOCK_NONBLOCK.rawValue)
    var numbers: [Int32] = [-1, -1]
    try SystemCall.perform("make a pair of sockets") { unsafe socketpair(AF_UNIX, Int32(type), 0, &numbers) }
    return (
        Stream(adopting: FileDescriptor(adopting: numbers[0])), Stream(adopting: FileDescriptor(adopting: numbers[1]))
    )
}

extension Stream {
    /// What can be received now, up to `limit` bytes.
    func received(limit: Int = 64 * 1024) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: limit)
        guard case .bytes(let count) = receive(into: &buffer) else { return nil }
        return Array(buffer[..<count])
    }

    /// What comes of one more attempt to receive.
    func receiveOnce() -> Received {
        var buffer = [UInt8](repeating: 0, count: 16)
        return receive(into: &buffer)
    }
}

extension Poller {
    /// What is ready, at most after `timeoutMilliseconds`.
    func ready(timeoutMilliseconds: Int32? = 0) throws -> [Readiness] {
        var ready: [Readiness] = []
        try wait(timeoutMilliseconds: timeoutMilliseconds, into: &ready)
        return ready
    }
}
