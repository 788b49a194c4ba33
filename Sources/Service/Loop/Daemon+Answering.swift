import ControlProtocol
import Descriptors
import SessionKeys

/// The ledger is asked what was read, and its answers are handed out.
extension Daemon {
    /// Asks the ledger everything that was read, and hands the answers out.
    func answer() throws(DaemonError) -> [Event] {
        guard !intake.isEmpty else { return [] }
        if intake.revokesAnAccount { parts.supervision.askForPatience() }
        let outcome = try commit()
        parts.supervision.endPatience()
        if outcome.asked.total > 0 {
            upkeep.note(parts.ledger.overview, nextDeadline: outcome.nextDeadline)
        }
        try deliver(outcome)
        subscribers.tell([outcome.events])
        return outcome.events
    }

    /// Asks the ledger everything that was read, and waits for the disk.
    private func commit() throws(DaemonError) -> AnsweredExchanges {
        // Who asks one thing after another waits for the disk each time.
        let isHurried = intake.mayWrite && busyPoll.isExpecting
        if isHurried { idleSpin.begin() }
        defer { if isHurried { idleSpin.finish() } }
        return try DaemonError.wrapping { () throws(LedgerError) in
            try intake.answer { parts.progress.prepare($0.lastEvent) }
        }
    }

    /// Hands the answers of an outcome out, unless the store failed for good when they were written.
    func deliver(_ outcome: AnsweredExchanges) throws(DaemonError) {
        if let fatal = daemonMethods.fatal { throw fatal }
        for reply in outcome.replies {
            guard let connection = reception.connections[reply.connection] else {
                // What it asked may have been to subscribe.
                subscribers.forget(reply.connection)
                continue
            }
            reception.answer(connection, with: reply.bytes)
            if reply.endsConnection { connection.endInput() }
        }
        telemetry.note(outcome)
    }
}
