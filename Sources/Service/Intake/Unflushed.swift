internal import Descriptors
internal import SessionKeys

/// A batch that is committed and may not be on the disk yet: nothing of it is to be told before its log is flushed.
struct Unflushed: Sendable {
    /// What came of it.
    let committed: Committed
    /// What is left to flush; `nil` where nothing is.
    let log: (any CommitLog)?

    /// Asks the ledger.
    init(
        _ questions: [Request], by ledger: any Ledger, at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) {
        let began = SystemClock.monotonicMicroseconds()
        let ahead = try ledger.commitAhead(questions, at: moment, clock: clock)
        log = ahead.log
        committed = Committed(ahead.turn, by: ledger, since: began)
    }

    /// Waits for the disk.
    func flush() throws(LedgerError) -> Committed {
        try log?.flush()
        return committed.flushed()
    }
}
