import Descriptors
import SessionKeys

/// Batches that are committed and may not be on the disk yet: nothing of them is to be told before their log is
/// flushed.
struct Unflushed: Sendable {
    /// What came of them.
    private(set) var receipt: CommitReceipt
    /// What is left to flush; `nil` where nothing is.
    let log: (any CommitLog)?

    /// Asks the ledger.
    init(
        _ batches: [Batch], by ledger: any Ledger, at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) {
        let began = SystemClock.monotonicMicroseconds()
        let questions = batches.count == 1 ? batches[0].questions : batches.flatMap(\.questions)
        let ahead = try ledger.commitAhead(questions, at: moment, clock: clock)
        log = ahead.log
        let answered = ahead.answered.refusingDamagedPermissions
        receipt = CommitReceipt(batches, Committed(answered, by: ledger, since: began))
    }

    /// The same with its answers written, where the ledger has said all that they take.
    consuming func withAnswers() -> Unflushed {
        var unflushed = self
        unflushed.receipt.writeAnswers()
        return unflushed
    }

    /// Waits for the disk.
    func flush() throws(LedgerError) -> CommitReceipt {
        try log?.flush()
        return receipt.flushed()
    }
}
