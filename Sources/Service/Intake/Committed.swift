internal import Descriptors
internal import SessionKeys

/// What came of a batch's questions, once that is durable.
struct Committed: Sendable {
    let turn: Turn
    /// The store as the batch left it.
    let overview: Overview
    /// How long the ledger took.
    let microseconds: UInt64
}

extension Committed {
    /// Asks the ledger, and waits for the disk.
    init(
        _ questions: [Request], by ledger: any Ledger, at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) {
        let start = SystemClock.monotonicMicroseconds()
        let turn = try ledger.commit(questions, at: moment, clock: clock).withSoundWords
        self.init(
            turn: turn, overview: ledger.overview, microseconds: SystemClock.monotonicMicroseconds() - start)
    }
}
