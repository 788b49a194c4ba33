import ControlProtocol
import Descriptors
import UnixSocket

/// Callers at the doors.
extension Daemon {
    /// How many callers are let in at a time.
    private static let admittedAtOnce = 64

    /// Lets in whoever waits at a door, a few at a time or all.
    func admit(at index: Int, atMost limit: Int = admittedAtOnce) {
        let doorway = doorways[index]
        let (refused, failure) = connections.admit(at: doorway, atMost: limit)
        for caller in refused {
            recordRefusal(of: caller, "turned away", as: "\(connections.count) connections are open, as many as may be")
        }
        if let failure { leaveAlone(index, for: failure) }
    }

    /// Looks away from a door by which somebody could not be let in.
    func leaveAlone(_ index: Int, for failure: SocketError) {
        var message = "\(doorways[index].door.socketName): \(failure)"
        if case .exhausted = failure { message += ": callers wait; close connections or raise LimitNOFILE=" }
        parts.sink.write(Record(.connectionRefused, message))
        // The listener stays readable: else the loop would spin.
        watch(index, for: .neither)
        closedDoors.close(index)
    }

    /// Tries the doors again that were left alone, as descriptors may be free.
    func reopenDoors() {
        for index in closedDoors.openAll() { watch(index, for: .reading) }
    }

    /// Lets nobody in any more. Whoever waits at a door that closes for good is let in before; where the supervisor
    /// keeps the door, the next daemon lets them in.
    func closeDoors() {
        for (index, doorway) in doorways.enumerated() {
            let listener = doorway.listener
            if listener.hasFile {
                listener.removeFile()
                // The kernel lets one more wait than it was told.
                admit(at: index, atMost: Int(Listener.backlog) + 1)
            }
            // It stays watched otherwise, as long as the supervisor has it open.
            try? poller.remove(listener.descriptor)
            listener.close()
        }
    }

    private func watch(_ index: Int, for interest: Interest) {
        let token = Tokens.firstDoorway + UInt64(index)
        try? poller.modify(doorways[index].listener.descriptor, for: interest, token: token)
    }
}
