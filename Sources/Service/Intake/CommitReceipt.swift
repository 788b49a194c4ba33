import SessionKeys

/// What answers a `CommitOrder`: its batches, which were asked together, and what came of them.
struct CommitReceipt: Sendable {
    /// How many questions they asked.
    let questionCount: Int
    /// How many requests their messages held.
    let requestCount: Int
    /// How many of the answers may be long.
    let longAnswers: Int
    /// Whether an answer tells of the daemon.
    let asksTheDaemon: Bool
    /// What is not answered yet. Emptied by the thread that wrote the answers, so that it frees the requests, which it
    /// looked at last.
    private var batches: [Batch]
    private(set) var committed: Committed
    /// What is answered; `nil` until it is written, which is for the loop where the ledger alone has no answer.
    private(set) var outcome: AnsweredExchanges?

    init(_ batches: [Batch], _ committed: Committed) {
        self.batches = batches
        self.committed = committed
        questionCount = committed.answered.answers.count
        requestCount = batches.reduce(0) { $0 + $1.requestCount }
        longAnswers = batches.reduce(0) { $0 + $1.longAnswers }
        asksTheDaemon = batches.contains(where: \.asksTheDaemon)
    }

    /// Writes the answers, where the ledger has said all that they take. They may not be sent before this is on the
    /// disk.
    mutating func writeAnswers() {
        guard outcome == nil, batches.allSatisfy(\.isOfTheLedgerAlone) else { return }
        outcome = answered { exchange, sheet in
            sheet.reply(to: exchange) { _, _, _ in preconditionFailure("a batch of the ledger alone asks for more") }
        }
        batches = []
        committed.forgetAnswers()
    }

    /// What came of it, with the answers written by the function where they are not yet.
    func answered(reply: (Exchange, AnswerSheet) -> AnsweredExchanges.Reply?) -> AnsweredExchanges {
        outcome ?? AnsweredExchanges(of: batches, committed, reply: reply)
    }

    /// The same, now that it is on the disk.
    consuming func flushed() -> CommitReceipt {
        var receipt = self
        receipt.committed.noteFlushed()
        receipt.outcome?.commitMicroseconds = receipt.committed.microseconds
        return receipt
    }
}
