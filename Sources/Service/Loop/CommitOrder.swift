internal import SessionKeys

/// What the ledger is to be asked.
struct CommitOrder: Sendable {
    private(set) var questions: [Request]
    private(set) var moment: Moment
    private(set) var clock: ClockReading?

    init(_ questions: [Request], at moment: Moment, clock: ClockReading?) {
        self.questions = questions
        self.moment = moment
        self.clock = clock
    }

    /// Asks what a later order asks as well, in one go.
    mutating func join(_ later: CommitOrder) {
        questions += later.questions
        moment = later.moment
        clock = later.clock
    }
}
