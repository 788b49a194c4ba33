internal import SessionKeys

/// What has arrived since the last batch, and what the ledger is asked for it.
struct Batch: Sendable {
    /// When its first message was taken in, by the monotonic clock.
    var began: UInt64 = 0
    private(set) var exchanges: [Exchange] = []
    /// In their order; an exchange names its own by their place.
    private(set) var questions: [Request] = []
    /// Who asked each question.
    private(set) var callers: [Caller] = []
    /// Whether something may be written for one of them, and so has to be on the disk.
    private(set) var mayWrite = false

    /// Whether an answer tells of the daemon, which looks at its ledger for it.
    private(set) var asksTheDaemon = false

    /// Whether what the ledger says is all that the answers take.
    private(set) var isOfTheLedgerAlone = true

    /// How many of its answers may be long.
    private(set) var longAnswers = 0

    /// How long the answer to several requests may grow before what was only to be read is refused.
    var answerSize = Int.max

    /// Asks the ledger one more question.
    ///
    /// - Returns: its place.
    mutating func ask(_ question: Request, by caller: Caller) -> Int {
        questions.append(question)
        callers.append(caller)
        if question.mayWrite { mayWrite = true }
        return questions.count - 1
    }

    mutating func append(_ exchange: Exchange) {
        exchanges.append(exchange)
        if exchange.asksTheDaemon { asksTheDaemon = true }
        if !exchange.isOfTheLedgerAlone { isOfTheLedgerAlone = false }
        if exchange.isAnsweredAtLength { longAnswers += 1 }
    }
}
