internal import ControlProtocol
internal import Descriptors
internal import UnixSocket

/// Callers at the doors.
extension Daemon {
    /// How long a door is left alone by which nobody could be let in.
    private static let doorPauseMilliseconds: Int64 = 1000

    /// Lets in whoever waits at a door, a few at a time.
    func admit(at index: Int) {
        let doorway = doorways[index]
        let (refused, failure) = connections.admit(at: doorway)
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
        watch(index, for: [])
        closedDoors.insert(index)
        doorsClosedAt = SystemClock.bootMilliseconds()
    }

    /// Tries the doors again that were left alone, as descriptors may be free.
    func reopenDoors() {
        for index in closedDoors { watch(index, for: .read) }
        closedDoors = []
    }

    /// Tries them again after a while: it is not only connections that hold descriptors.
    func reopenDoorsInTime() {
        guard !closedDoors.isEmpty else { return }
        if SystemClock.bootMilliseconds() - doorsClosedAt >= Self.doorPauseMilliseconds { reopenDoors() }
    }

    private func watch(_ index: Int, for interest: Interest) {
        let token = Tokens.firstDoorway + UInt64(index)
        try? poller.modify(doorways[index].listener.descriptor, for: interest, token: token)
    }
}
