/// A batch that is committed and may not be on the disk yet: nothing of it is to be told before its log is flushed.
package struct CommittedAhead {
    /// What the batch came to.
    package let answered: AnsweredBatch
    /// What is left to flush; `nil` where nothing is.
    package let log: (any CommitLog)?

    /// A batch and its log.
    package init(_ answered: AnsweredBatch, log: (any CommitLog)?) {
        self.answered = answered
        self.log = log
    }
}
