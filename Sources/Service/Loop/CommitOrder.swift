import SessionKeys

/// What the ledger is to be asked.
struct CommitOrder: Sendable {
    private(set) var batches: [Batch]
    private(set) var moment: Moment
    private(set) var clock: ClockReading?
    /// How many questions the batches ask.
    private(set) var count: Int

    init(_ batch: Batch, at moment: Moment, clock: ClockReading?) {
        batches = [batch]
        self.moment = moment
        self.clock = clock
        count = batch.questions.count
    }

    /// Asks what a later order asks as well, in one go.
    mutating func join(_ later: CommitOrder) {
        batches += later.batches
        moment = later.moment
        clock = later.clock
        count += later.count
    }
}
