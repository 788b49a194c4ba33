internal import SessionKeys

/// Batches that were asked together, and what came of them.
struct Landing: Sendable {
    let batches: [Batch]
    private(set) var committed: Committed
    /// What is answered; `nil` until it is written, which is for the loop where the ledger alone has no answer.
    private(set) var outcome: Outcome?

    init(_ batches: [Batch], _ committed: Committed) {
        self.batches = batches
        self.committed = committed
    }

    /// Writes the answers, where the ledger has said all that they take. They may not be sent before this is on the
    /// disk.
    mutating func writeAnswers() {
        guard outcome == nil, batches.allSatisfy(\.isOfTheLedgerAlone) else { return }
        outcome = Outcome(of: batches, committed) { exchange, sheet in
            sheet.reply(to: exchange) { _, _ in preconditionFailure("a batch of the ledger alone asks for more") }
        }
    }

    /// The same, now that it is on the disk.
    func flushed() -> Landing {
        var landing = self
        landing.committed = committed.flushed()
        landing.outcome?.commitMicroseconds = landing.committed.microseconds
        return landing
    }
}
