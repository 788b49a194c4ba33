package import SessionKeys

/// What batches came to that were asked together.
package struct AnsweredExchanges: Sendable {
    /// Bytes for a connection, in the order of its messages.
    package struct Reply: Sendable {
        /// Whom they are for.
        package let connection: UInt64
        /// The line.
        package let bytes: [UInt8]
        /// Whether nothing is said after it.
        package let endsConnection: Bool
    }

    /// What one caller asked and was told, for the log.
    package struct AnsweredRequest: Sendable {
        /// Who asked.
        package let caller: Caller
        /// What was asked.
        package let request: Request
        /// What was answered, or why there is no answer.
        package let answer: Result<Answer, LedgerError>
    }

    /// A request at the socket for spenders for what only the control socket offers.
    package struct Overreach: Sendable {
        /// Who asked.
        package let caller: Caller
        /// What the caller was told.
        package let message: String
    }

    /// What happened, in order.
    package let events: [Event]
    /// When the next thing falls due.
    package let nextDeadline: Instant?
    /// How much was asked, of each kind.
    let asked: RequestCounts
    /// What is counted and recorded one by one: all that was asked, but for reads that got what they asked for.
    package private(set) var requests: [AnsweredRequest] = []
    /// Who asked for too much.
    package private(set) var overreaches: [Overreach] = []
    /// The codes of the errors by which requests were refused before anybody was asked about them.
    private(set) var refusals: [Int] = []
    /// What is sent, in the order of the messages.
    package private(set) var replies: [Reply] = []
    /// When the first of its messages was taken in, in microseconds of the monotonic clock.
    package let began: UInt64
    /// How long the ledger took, in microseconds.
    package var commitMicroseconds: UInt64

    /// What came of batches whose questions were asked together, answered exchange by exchange; `reply` writes an
    /// answer, or gives `nil` where it comes later.
    init(of batches: [Batch], _ committed: Committed, reply: (Exchange, AnswerSheet) -> Reply?) {
        let answered = committed.answered
        (events, nextDeadline) = (answered.events, answered.nextDeadline)
        began = batches.first?.began ?? 0
        commitMicroseconds = committed.microseconds
        var asked = RequestCounts()
        var answers = answered.answers[...]
        replies.reserveCapacity(batches.reduce(0) { $0 + $1.exchanges.count })
        for batch in batches {
            for place in batch.questions.indices {
                // In place: to take one out would count a reference for each of its parts.
                asked.count(batch.questions[place])
                let answer = answers.startIndex + place
                guard batch.questions[place].mayWrite || answers[answer].isRefusal else { continue }
                requests.append(
                    AnsweredRequest(
                        caller: batch.callers[place], request: batch.questions[place], answer: answers[answer]))
            }
            overreaches += batch.overreaches
            refusals += batch.refusals
            let sheet = AnswerSheet(batch, answers)
            for exchange in batch.exchanges {
                if let reply = reply(exchange, sheet) { replies.append(reply) }
            }
            answers = answers.dropFirst(batch.questions.count)
        }
        self.asked = asked
    }
}

extension Result<Answer, LedgerError> {
    /// Whether it is denied, refused or failed, or of something that is not known.
    fileprivate var isRefusal: Bool {
        switch self {
        case .failure, .success(.denied), .success(.invalid), .success(.unknownSession),
            .success(.unknownAuthorization):
            true
        case .success: false
        }
    }
}
