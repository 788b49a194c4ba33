internal import Descriptors
internal import SessionKeys
internal import Systemd
internal import UnixSocket

/// The end of the daemon: everything that was asked is answered.
extension Daemon {
    /// As much of each connection as the kernel holds for it by default, and a little more.
    private static let lastReceptions = 4
    /// How long it waits for clients that read nothing.
    private static let patienceMilliseconds: Int64 = 1000

    /// Answers what has been read, gives slow readers a moment, and closes the store.
    func finish() throws(DaemonError) {
        parts.notifier.stopping()
        parts.sink.begin(second: .max)
        parts.sink.write(Record(.stopping, "stopping"))
        for doorway in doorways { doorway.listener.close() }
        try landAll()
        recordRemoval()
        refuseBackup()
        receiveRest()
        try answerRest(for: 10_000)
        intake.isShuttingDown = true
        try answerRest(for: 250)
        do throws(LedgerError) {
            if let highest = parts.clock.highest { try parts.ledger.keep(highest) }
            try parts.ledger.close()
        } catch {
            throw .ledger(error)
        }
        flushProgress(every: 0)
    }

    private func landAll() throws(DaemonError) {
        while commits.isBusy {
            commits.wait()
            try work()
        }
    }

    /// Receives what was sent until now, and nothing after it.
    private func receiveRest() {
        for connection in Array(connections.all) {
            for _ in 0..<Self.lastReceptions where !connection.inputHasEnded && !connection.isHeldBack {
                connection.receive(into: &buffer)
            }
            connection.endInput()
            active.insert(connection.id)
            makeRoom(for: connection)
        }
    }

    /// Answers what was received, for so long at most.
    private func answerRest(for milliseconds: Int64) throws(DaemonError) {
        let end = SystemClock.bootMilliseconds() + milliseconds
        var patience = min(end, SystemClock.bootMilliseconds() + Self.patienceMilliseconds)
        repeat {
            try work()
            try landAll()
            if canGoOn {
                patience = min(end, SystemClock.bootMilliseconds() + Self.patienceMilliseconds)
            } else if isSomeAnswerWaiting {
                try waitForReaders(until: patience)
            }
        } while (canGoOn || isSomeAnswerWaiting) && SystemClock.bootMilliseconds() < patience
    }

    private var canGoOn: Bool { !intake.isEmpty || isSomeHeldBackWithRoom }

    private var isSomeAnswerWaiting: Bool { connections.all.contains { $0.waiting > 0 } }

    private func waitForReaders(until deadline: Int64) throws(DaemonError) {
        var ready: [Readiness] = []
        do throws(SystemError) {
            let left = max(0, deadline - SystemClock.bootMilliseconds())
            try poller.wait(timeoutMilliseconds: Int32(min(left, 50)), into: &ready)
        } catch {
            throw .system(error)
        }
        active.formUnion(connections.all.map(\.id))
    }
}
