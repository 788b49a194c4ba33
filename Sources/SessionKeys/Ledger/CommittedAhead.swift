/// A batch that is committed and may not be on the disk yet: nothing of it is to be told before its log is flushed.
package struct CommittedAhead {
    /// What the batch came to.
    package let turn: Turn
    /// What is left to flush; `nil` where nothing is.
    package let log: (any CommitLog)?

    /// A batch and its log.
    package init(_ turn: Turn, log: (any CommitLog)?) {
        self.turn = turn
        self.log = log
    }
}
