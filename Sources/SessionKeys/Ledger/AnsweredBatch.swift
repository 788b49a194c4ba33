/// What a batch came to.
package struct AnsweredBatch: Equatable, Sendable {
    /// One for each request, in the same order: an answer, or why there is none.
    package let answers: [Result<Answer, LedgerError>]
    /// What happened, in order.
    package let events: [Event]
    /// When the next thing falls due.
    package let nextDeadline: Instant?

    /// The outcome of a batch.
    package init(answers: [Result<Answer, LedgerError>], events: [Event], nextDeadline: Instant?) {
        self.answers = answers
        self.events = events
        self.nextDeadline = nextDeadline
    }
}
