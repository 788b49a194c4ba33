import Descriptors
import SessionKeys

/// What is due is ended and settled.
extension Upkeep {
    /// Whether the ledger has something to do by itself.
    var isSomethingDue: Bool {
        let moment = parts.clock.moment
        return schedule.isDue(at: moment) || schedule.isPostingDue(at: moment) || schedule.isRemovalDue(at: moment)
    }

    /// How long what is due and cannot be done is left alone.
    private static let retryMilliseconds: Int64 = 1000

    /// How many things are ended in one turn.
    static let endingsPerTurn = 256

    /// Nothing is decided while something is left to end or to settle that is due at the same moment. What is answered
    /// in a turn may have moved it.
    var isUpToDate: Bool { !schedule.isDue(at: parts.clock.moment) }

    /// Ends what is due, a bounded step each turn.
    func maintain() throws(DaemonError) -> [Event] {
        guard !isUpToDate else { return [] }
        let began = SystemClock.monotonicMicroseconds()
        let step: Maintenance
        do throws(LedgerError) {
            step = try parts.ledger.maintain(
                at: parts.clock.moment, clock: parts.clock.highest, limit: Self.endingsPerTurn)
        } catch {
            try telemetry.recordStoreFailure("what is due cannot be ended", error)
            schedule.pause()
            return []
        }
        telemetry.metrics.countCommit(of: step.events, microseconds: SystemClock.monotonicMicroseconds() - began)
        schedule.next = step.nextDeadline
        schedule.retryAt = step.isStuck ? moment(in: Self.retryMilliseconds) : nil
        for damage in step.damage { try telemetry.recordStoreFailure(Self.passedOver, damage) }
        if !step.events.isEmpty { beginPosting() }
        return step.events
    }

    /// What is said of something damaged that is due.
    static let passedOver = "something that is due cannot be done, and is passed over until the next start"
}
