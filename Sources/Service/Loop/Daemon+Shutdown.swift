import Descriptors
import SessionKeys

/// The end of the daemon: everything that was asked is answered.
extension Daemon {
    /// As much of each connection as the kernel holds for it by default, and a little more.
    private static let lastReceptions = 4
    /// How long it goes on to do what was asked, and then to refuse it.
    private static let longestMilliseconds: Int64 = 10_000
    private static let refusingMilliseconds: Int64 = 250
    /// How long it waits for clients that read nothing.
    private static let patienceMilliseconds: Int64 = 1000

    /// Answers what has been read, gives slow readers a moment, and closes the store.
    func finish() throws(DaemonError) {
        parts.supervision.stopping()
        parts.sink.write(Record(.stopping, "stopping"))
        reception.closeSockets()
        // Nobody reads them any more, and they would keep on waking whoever waits for readers.
        for descriptor in [parts.signals.descriptor, parts.deadlineTimer.descriptor, parts.watchdogTimer.descriptor] {
            try? poller.remove(descriptor)
        }
        try takeAllReceipts()
        upkeep.recordRemoval()
        backups.refuse()
        var unreceived = Set(reception.connections.all.map(\.id))
        try answerRest(of: &unreceived, for: Self.longestMilliseconds)
        intake.refusesRequests = true
        try answerRest(of: &unreceived, for: Self.refusingMilliseconds)
        try upkeep.finish()
    }

    private func takeAllReceipts() throws(DaemonError) {
        while commits.isBusy {
            commits.waitForAll()
            try workOn()
        }
    }

    /// A turn in which nobody is waited for. Time goes on: what expires meanwhile takes nothing any more.
    private func workOn() throws(DaemonError) {
        upkeep.observeClock()
        parts.sink.begin(second: parts.clock.reading.wall.seconds)
        try work()
    }

    /// Receives what was sent until now, and nothing after it: of whoever is held back once it has read its answers.
    private func receiveRest(of unreceived: inout Set<UInt64>) {
        for id in unreceived {
            guard let connection = reception.connections[id], !connection.inputHasEnded else {
                unreceived.remove(id)
                continue
            }
            guard !connection.isHeldBack else { continue }
            reception.receiveLast(from: connection, atMost: Self.lastReceptions)
            unreceived.remove(id)
        }
    }

    /// Answers what was asked, for so long at most, and as long as somebody reads.
    private func answerRest(of unreceived: inout Set<UInt64>, for milliseconds: Int64) throws(DaemonError) {
        let end = SystemClock.bootMilliseconds() + milliseconds
        var patience = Int64(0)
        var waited = Int.max
        repeat {
            receiveRest(of: &unreceived)
            try workOn()
            try takeAllReceipts()
            let waiting = reception.connections.all.reduce(0) { $0 + $1.waiting }
            if canGoOn(unreceived) || waiting < waited {
                patience = min(end, SystemClock.bootMilliseconds() + Self.patienceMilliseconds)
            }
            waited = waiting
            if !canGoOn(unreceived), waiting > 0 { try waitForReaders(until: patience) }
        } while (canGoOn(unreceived) || waited > 0) && SystemClock.bootMilliseconds() < patience
    }

    private func canGoOn(_ unreceived: Set<UInt64>) -> Bool {
        !intake.isEmpty || reception.isSomeHeldBackWithRoom
            || unreceived.contains { reception.connections[$0]?.isHeldBack == false }
    }

    private func waitForReaders(until deadline: Int64) throws(DaemonError) {
        var ready: [Readiness] = []
        let left = max(0, deadline - SystemClock.bootMilliseconds())
        try DaemonError.wrapping { () throws(SystemError) in
            try poller.wait(timeoutMilliseconds: Int32(min(left, 50)), into: &ready)
        }
        for connection in reception.connections.all { reception.activate(connection) }
    }
}
