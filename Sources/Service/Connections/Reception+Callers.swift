import ControlProtocol
import Descriptors
import UnixSocket

/// Callers at the sockets.
extension Reception {
    /// How many callers are let in at a time.
    private static let admittedAtOnce = 64

    /// Lets in whoever waits at a socket, a few at a time or all.
    func admit(at index: Int, atMost limit: Int = admittedAtOnce) {
        let (refused, failure) = connections.admit(at: sockets[index], atMost: limit)
        for caller in refused {
            telemetry.recordRefusal(
                of: caller, "turned away", as: "\(connections.count) connections are open, as many as may be")
        }
        if let failure { leaveAlone(index, for: failure) }
    }

    /// Looks away from a socket by which somebody could not be let in.
    func leaveAlone(_ index: Int, for failure: SocketError) {
        var message = "\(sockets[index].socket.fileName): \(failure)"
        if case .exhausted = failure { message += ": callers wait; close connections or raise LimitNOFILE=" }
        telemetry.sink.write(Record(.connectionRefused, message))
        sockets.leaveAlone(index)
    }

    /// Lets nobody in any more. Whoever waits at a socket that closes for good is let in before; where the supervisor
    /// keeps the socket, the next daemon lets them in.
    func closeSockets() {
        for index in sockets.indices {
            let listener = sockets[index].listener
            if listener.hasFile {
                listener.removeFile()
                // The kernel lets one more wait than it was told.
                admit(at: index, atMost: Int(Listener.backlog) + 1)
            }
            sockets.close(index)
        }
    }
}
