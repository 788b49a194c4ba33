internal import SessionKeys

/// What has arrived since the last batch, and what the ledger is asked for it.
struct Batch {
    /// When its first message was taken in, by the monotonic clock.
    var began: UInt64 = 0
    private(set) var exchanges: [Exchange] = []
    /// In their order; an exchange names its own by their place.
    var questions: [Request] = []
    /// Who asked each question.
    var callers: [Caller] = []

    /// Whether an answer tells of the daemon, which looks at its ledger for it.
    private(set) var asksTheDaemon = false

    /// How many of its answers may be long.
    private(set) var longAnswers = 0

    mutating func append(_ exchange: Exchange) {
        exchanges.append(exchange)
        if exchange.asksTheDaemon { asksTheDaemon = true }
        if exchange.isAnsweredAtLength { longAnswers += 1 }
    }
}
