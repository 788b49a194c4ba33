import Descriptors
import Glibc

/// For clients, which do one thing at a time and wait for it.
extension Stream {
    /// Connects to a listener. Where a timeout is set, it is the longest that connecting, one reception or one piece of
    /// a transmission may take.
    package static func connect(path: String, timeoutMilliseconds: Int? = nil) throws(SocketError) -> Stream {
        let address = try SocketAddress(path)
        let stream = Stream(adopting: try SocketCall.streamSocket())
        try stream.setTimeout(milliseconds: timeoutMilliseconds)
        let number = stream.descriptor.number
        do {
            try SystemCall.perform("connect to", path: path) {
                unsafe address.withPointer { unsafe Glibc.connect(number, $0, $1) }
            }
        } catch let error where error.number == .wouldBlock {
            throw .timedOut("connect to \(path)")
        } catch {
            throw .system(error)
        }
        return stream
    }

    /// How long a blocking call on this end may take; nil for as long as it takes.
    package func setTimeout(milliseconds: Int?) throws(SocketError) {
        // Zero would mean without end.
        let milliseconds = milliseconds.map { max($0, 1) } ?? 0
        var time = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
        let (number, size) = (descriptor.number, socklen_t(MemoryLayout<timeval>.size))
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            try SocketCall.perform("set a socket's timeout") {
                unsafe setsockopt(number, SOL_SOCKET, option, &time, size)
            }
        }
    }

    /// Sends everything, waiting for room.
    package func sendAll(_ bytes: [UInt8]) throws(SocketError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch send(rest) {
            case .sent(let count): rest = rest.dropFirst(count)
            case .wouldBlock: throw .timedOut("send")
            case .closed: throw .closedByPeer
            case .failed(let error): throw .system(error)
            }
        }
    }

    /// Waits until something arrives, and returns how many bytes are now at the start of `buffer`; 0 at the end.
    package func receiveSome(into buffer: inout [UInt8]) throws(SocketError) -> Int {
        switch receive(into: &buffer) {
        case .bytes(let count): return count
        case .closed: return 0
        case .wouldBlock: throw .timedOut("receive")
        case .failed(let error): throw .system(error)
        }
    }
}
