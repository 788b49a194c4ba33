import SessionKeys

/// The steps of a turn.
extension Daemon {
    /// What a turn does once it knows who is ready.
    func work() throws(DaemonError) {
        let receipts = try takeReceipts()
        // What is started below may take the ledger away again.
        let isLedgerOurs = !commits.isBusy
        // Before anything is decided, as that goes by what has ended.
        let ended = isLedgerOurs ? try doWhatIsDue(after: receipts) : []
        backups.advance(whileLedgerIsOurs: isLedgerOurs)
        let events = try decideAndAnswer(receipts, after: ended.isEmpty ? [] : [ended])
        reception.attend()
        reception.admitThoseWhoKnocked()
        backups.letGoIfUnwanted()
        // Only now, as nobody waits for it.
        telemetry.metrics.countLapses(among: ended)
        try takeStock(of: events)
        if isLedgerOurs || !receipts.isEmpty { try upkeep.arm() }
    }

    /// Does what the ledger has to do by itself, and gives what was ended.
    private func doWhatIsDue(after receipts: [CommitReceipt]) throws(DaemonError) -> [Event] {
        let mayTakeTime = upkeep.isSomethingDue || !receipts.isEmpty
        let ended = try upkeep.doWhatIsDue()
        // Where there is always more to commit, the ledger is the loop's no more when the turn takes stock.
        if receipts.isEmpty { try upkeep.recordDamage() } else { try upkeep.keepUp() }
        // What is decided next goes by the time that it is then, however long the disk took.
        if mayTakeTime { upkeep.observeClock() }
        return ended
    }

    /// Decides what was read, answers that and what has landed, and tells of it.
    ///
    /// - Returns: what happened, in the order of its numbers.
    private func decideAndAnswer(
        _ receipts: [CommitReceipt], after events: [[Event]]
    ) throws(DaemonError) -> [[Event]] {
        var events = events
        overlaps = upkeep.isUpToDate && mayOverlap(receipts) && !subscribers.isTooMuchAtOnce(events)
        // First what was read, so that the disk has work while answers are written.
        readMessages()
        startIfWorthwhile()
        // What has landed was decided before anything was ended in this turn.
        if !receipts.isEmpty { events.insert(try answer(receipts), at: 0) }
        subscribers.tell(events)
        guard !commits.isBusy else { return events }
        // Whoever is behind is brought up to what was told before more happens.
        try subscribers.catchUp()
        if upkeep.isUpToDate { if isWorthAThread(intake) { start(&intake) } else { events.append(try answer()) } }
        return events
    }

    /// Counts and records what the turn came to, and has the ledger work ahead.
    private func takeStock(of events: [[Event]]) throws(DaemonError) {
        let hasAnswered = telemetry.hasUnrecorded
        telemetry.recordAnswers()
        if !commits.isBusy {
            if hasAnswered || upkeep.isToBeLookedAt { try upkeep.keepUp() }
            parts.ledger.workAhead()
        }
        for events in events where !events.isEmpty {
            telemetry.record(events)
            upkeep.extendRetention()
        }
        parts.supervision.update(upkeep.overview)
    }
}
