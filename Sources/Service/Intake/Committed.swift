internal import Descriptors
internal import SessionKeys

/// What came of a batch's questions, and how long the ledger took over them.
struct Committed: Sendable {
    let turn: Turn
    let microseconds: UInt64

    /// Asks the ledger, and looks at the clock before and after.
    init(
        _ questions: [Request], by ledger: any Ledger, at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) {
        let start = SystemClock.monotonicMicroseconds()
        turn = try ledger.commit(questions, at: moment, clock: clock).withSoundWords
        microseconds = SystemClock.monotonicMicroseconds() - start
    }
}
