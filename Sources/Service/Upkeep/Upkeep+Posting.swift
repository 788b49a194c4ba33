import SessionKeys

/// Sessions that expired together are told of at once, and their own rows written later, a few at a time.
extension Upkeep {
    /// How many are written at a time, and how long others have the store to themselves afterwards.
    private static let endingsPerPosting = 16
    private static let postingPauseMilliseconds: Int64 = 15
    /// How long those who are told of them are left alone first, and a store that cannot write.
    private static let postingDelayMilliseconds: Int64 = 250
    private static let postingRetryMilliseconds: Int64 = 10_000

    /// Has them written down soon, where there are any.
    func beginPosting(in milliseconds: Int64 = postingDelayMilliseconds) {
        guard parts.ledger.hasUnposted else { return }
        schedule.beginPosting(at: moment(in: milliseconds))
    }

    /// Writes some endings down with their sessions, where nothing is more urgent.
    func postEndings() throws(DaemonError) {
        guard schedule.isPostingDue(at: parts.clock.moment) else { return }
        schedule.nextPosting = nil
        do throws(LedgerError) {
            try parts.ledger.post(limit: Self.endingsPerPosting)
            telemetry.metrics.noteStoreWorks()
            if parts.ledger.hasUnposted {
                schedule.nextPosting = moment(in: Self.postingPauseMilliseconds)
            } else {
                // What comes next was looked up again.
                schedule.ask()
            }
        } catch {
            try telemetry.recordStoreFailure("sessions that have expired cannot be written down as such yet", error)
            schedule.nextPosting = moment(in: Self.postingRetryMilliseconds)
        }
    }
}
