import ControlProtocol
import Descriptors
import UnixSocket

/// Callers at the doors.
extension Reception {
    /// How many callers are let in at a time.
    private static let admittedAtOnce = 64

    /// Lets in whoever waits at a door, a few at a time or all.
    func admit(at index: Int, atMost limit: Int = admittedAtOnce) {
        let (refused, failure) = connections.admit(at: doors[index], atMost: limit)
        for caller in refused {
            telemetry.recordRefusal(
                of: caller, "turned away", as: "\(connections.count) connections are open, as many as may be")
        }
        if let failure { leaveAlone(index, for: failure) }
    }

    /// Looks away from a door by which somebody could not be let in.
    func leaveAlone(_ index: Int, for failure: SocketError) {
        var message = "\(doors[index].door.socketName): \(failure)"
        if case .exhausted = failure { message += ": callers wait; close connections or raise LimitNOFILE=" }
        telemetry.sink.write(Record(.connectionRefused, message))
        doors.leaveAlone(index)
    }

    /// Lets nobody in any more. Whoever waits at a door that closes for good is let in before; where the supervisor
    /// keeps the door, the next daemon lets them in.
    func closeDoors() {
        for index in doors.indices {
            let listener = doors[index].listener
            if listener.hasFile {
                listener.removeFile()
                // The kernel lets one more wait than it was told.
                admit(at: index, atMost: Int(Listener.backlog) + 1)
            }
            doors.close(index)
        }
    }
}
