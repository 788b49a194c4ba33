import Descriptors
import SessionKeys

/// What came of a batch's questions: durable, and to be told, once `noteFlushed` was called.
struct Committed: Sendable {
    private(set) var answered: AnsweredBatch
    /// The store as the batch left it.
    let overview: Overview
    /// How long it took to make it durable.
    private(set) var microseconds: UInt64 = 0
    private let began: UInt64

    /// What a ledger has answered and committed, and when it was asked.
    init(_ answered: AnsweredBatch, by ledger: any Ledger, since began: UInt64) {
        self.answered = answered
        self.began = began
        overview = ledger.overview
    }

    /// Lets go of the answers, once they are written.
    mutating func forgetAnswers() {
        answered = AnsweredBatch(answers: [], events: answered.events, nextDeadline: answered.nextDeadline)
    }

    /// It is on the disk now.
    mutating func noteFlushed() { microseconds = SystemClock.monotonicMicroseconds() - began }
}
