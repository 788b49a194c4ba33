import SessionKeys

/// The removal of history.
extension Upkeep {
    /// How many rows are removed at a time, and how long others have the store to themselves afterwards.
    private static let rowsPerRemoval = 128
    private static let removalPauseMilliseconds: Int64 = 25
    /// How long it is left alone once everything old is gone, or where the store failed.
    private static let retentionPauseMilliseconds: Int64 = 3_600_000

    /// Has a step of it made in the next turn, where history is not kept for good.
    func beginRetention() {
        schedule.nextRemoval = retention == nil ? nil : Instant(milliseconds: 0)
        if retention == nil { recordRemoval() }
    }

    /// Takes note that something new will be old one day.
    func extendRetention() {
        guard retention != nil, schedule.nextRemoval == nil else { return }
        schedule.nextRemoval = moment(in: Self.retentionPauseMilliseconds)
    }

    /// Removes some of what is older than is wanted, where nothing is more urgent.
    func removeHistory() throws(DaemonError) {
        guard schedule.isRemovalDue(at: parts.clock.moment) else { return }
        // An event is removed once it is where its session says.
        guard !parts.ledger.hasUnposted else {
            let soon = moment(in: Self.removalPauseMilliseconds)
            return schedule.nextRemoval = max(soon, schedule.nextPosting ?? soon)
        }
        let step: Removal
        do throws(LedgerError) {
            step = try parts.ledger.removeHistory(
                at: parts.clock.moment, clock: parts.clock.highest, limit: Self.rowsPerRemoval)
        } catch {
            schedule.nextRemoval = moment(in: Self.retentionPauseMilliseconds)
            return try telemetry.recordStoreFailure("old history cannot be removed", error)
        }
        removed.add(step)
        telemetry.metrics.count(step)
        if let next = step.next, next <= parts.clock.moment.now {
            schedule.nextRemoval = moment(in: Self.removalPauseMilliseconds)
        } else {
            schedule.nextRemoval = step.next.map { max($0, moment(in: Self.retentionPauseMilliseconds)) }
            recordRemoval()
        }
        if let damage = step.damage { try telemetry.recordStoreFailure("some old history stays for good", damage) }
    }

    /// Records what was removed since it was recorded last.
    func recordRemoval() {
        guard removed.count > 0 else { return }
        let first = parts.ledger.overview.firstEvent
        let message =
            "\(removed.events) old events and \(removed.authorizations) authorizations of ended sessions were removed; "
            + "events are kept from \(first) on"
        parts.sink.write(
            Record(
                .historyRemoved, message,
                [
                    (.eventSequence, String(first)), (.removedEvents, String(removed.events)),
                    (.removedAuthorizations, String(removed.authorizations)),
                ]))
        removed = Removal()
    }
}
