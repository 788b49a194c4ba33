package import ControlProtocol
package import SessionKeys

/// Collects what arrives until it is worth a batch, asks the ledger once for all of it, and writes the answers.
///
///     frame -> message -> action -> question -> COMMIT -> answer
///
/// It cannot be copied, so that there is one of what was gathered, and whoever fills it has it alone: of a class each
/// access to it would be checked for that.
package struct Intake: ~Copyable {
    private let ledger: any Ledger
    private let clock: DaemonClock
    private let router: Router
    private let subscriptions: SubscriptionBook
    private let daemonMethods: any DaemonMethodAnswering
    private var batch = Batch()
    /// How many requests a message may hold; a change counts from the next message on.
    package var requestsPerMessage: Int
    /// Whether requests are refused, as nobody will be there to do what they ask.
    var refusesRequests = false
    /// How long the answer to several requests may grow before what was only to be read is refused.
    package var answerSize: Int

    /// An intake in front of a ledger.
    package init(
        ledger: any Ledger, clock: DaemonClock, subscriptions: SubscriptionBook, random: RandomPool,
        daemonMethods: any DaemonMethodAnswering, requestsPerMessage: Int, answerSize: Int
    ) {
        self.ledger = ledger
        self.clock = clock
        self.subscriptions = subscriptions
        self.daemonMethods = daemonMethods
        self.requestsPerMessage = requestsPerMessage
        self.answerSize = answerSize
        router = Router(random: random)
    }

    /// Whether no message waits for its answer.
    package var isEmpty: Bool { batch.exchanges.isEmpty }

    /// How many messages wait for their answers.
    var exchangeCount: Int { batch.exchanges.count }

    /// Whether the answer to the message that was taken in last may be long.
    var newestIsAnsweredAtLength: Bool { batch.exchanges.last?.isAnsweredAtLength ?? false }

    /// How many of the messages that wait may have a long answer.
    var longAnswers: Int { batch.longAnswers }

    /// How many requests they hold, whether the ledger will be asked or not.
    var requestCount: Int { batch.requestCount }

    /// How many questions the ledger will be asked.
    package var count: Int { batch.questions.count }

    /// Whether something may be written for one of them.
    var mayWrite: Bool { batch.mayWrite }

    /// Whether what comes next belongs in another batch.
    var isEnded: Bool { batch.confirmsClock }

    /// Whether all sessions of an account are to be ended.
    var revokesAnAccount: Bool { batch.revokesAnAccount }

    /// Takes a message in.
    ///
    /// - Returns: false where the connection has to be closed after the answer, and nothing more is to be read from it.
    package mutating func take(_ frame: consuming Frame, from caller: Caller) -> Bool {
        batch.begin()
        let count = frame.bytes.count
        do throws(Message.Failure) {
            switch try Message(frame, requestsPerMessage: requestsPerMessage) {
            case .single(let request):
                take(request, from: caller)
                batch.endExchange(with: caller, isList: false, messageBytes: count)
            case .batch(let requests):
                for (place, request) in requests.enumerated() {
                    take(request, from: caller, inMessageBefore: requests.count - 1 - place)
                }
                batch.endExchange(with: caller, isList: true)
            }
            return true
        } catch {
            switch error {
            case .unparsable(let error):
                refuse(error, to: caller, endingConnection: true)
                return false
            case .refused(let error):
                refuse(error, to: caller, endingConnection: false)
                return true
            }
        }
    }

    /// Answers an error in the message's place.
    package mutating func refuse(_ error: RemoteError, to caller: Caller, endingConnection: Bool) {
        batch.begin()
        batch.append(.refuse(error), answering: nil, to: caller)
        batch.endExchange(with: caller, isList: false, endingConnection: endingConnection)
    }

    /// Takes in a request: by itself, or before so many others of its message.
    private mutating func take(
        _ request: consuming RequestMessage, from caller: Caller, inMessageBefore others: Int? = nil
    ) {
        // Nobody would learn what became of it, so nothing is done.
        guard !request.isNotification else { return }
        let action: Action =
            switch request.content {
            case .success where refusesRequests: .refuse(.shuttingDown)
            case .success(let content): router.action(for: content, from: caller)
            case .failure(let error): .refuse(error)
            }
        if let others, let refusal = action.refusal(inMessageBefore: others) {
            batch.append(.refuse(refusal), answering: request.id, to: caller)
        } else {
            batch.append(action, answering: request.id, to: caller)
        }
    }

    /// Asks the ledger, and writes every answer while the disk writes what was decided.
    ///
    /// - Parameter prepare: what else is to be done meanwhile for the store as it will be then; nothing of it is on the
    ///   disk yet.
    /// - Returns: every answer, now that what they tell is on the disk.
    /// - Throws: only when nothing may be answered any more.
    package mutating func answer(_ prepare: (Overview) -> Void = { _ in }) throws(LedgerError) -> AnsweredExchanges {
        let unflushed = try Unflushed([takeBatch()], by: ledger, at: clock.moment, clock: clock.highest)
        unflushed.log?.beginWriting()
        var outcome = outcome(of: unflushed.receipt)
        prepare(unflushed.receipt.committed.overview)
        outcome.commitMicroseconds = try unflushed.flush().committed.microseconds
        return outcome
    }

    /// What was taken in so far; the next message begins another batch.
    mutating func takeBatch() -> Batch {
        defer { batch = Batch() }
        batch.answerSize = answerSize
        return batch
    }

    /// What is answered to batches that have landed, of which what the ledger alone could not answer is written now.
    func outcome(of receipt: CommitReceipt) -> AnsweredExchanges {
        receipt.answered { reply(to: $0, $1) }
    }

    /// - Returns: `nil` where the answer comes later, and not from here.
    private func reply(to exchange: Exchange, _ sheet: AnswerSheet) -> AnsweredExchanges.Reply? {
        if !exchange.isList, sheet.parts[exchange.parts.lowerBound].action?.takesLong == true {
            do throws(RemoteError) {
                try daemonMethods.beginBackup(
                    for: exchange.caller, answering: sheet.parts[exchange.parts.lowerBound].id)
                return nil
            } catch {
                return sheet.reply(to: exchange) { _, _, _ throws(RemoteError) in throw error }
            }
        }
        return sheet.reply(to: exchange) { action, part, writer throws(RemoteError) in
            try result(of: action, for: exchange.caller, answering: part, sheet, &writer)
        }
    }

    private func result(
        of action: Action, for caller: Caller, answering part: Exchange.Part, _ sheet: AnswerSheet,
        _ writer: inout JSONWriter
    ) throws(RemoteError) {
        switch action {
        case .ask, .refuse, .backUp: preconditionFailure("what is answered elsewhere was asked of the daemon")
        case .subscribe(let request):
            switch try sheet.answer(to: part) {
            case .events(_, let newest):
                writer.string(try subscriptions.open(request, for: caller.connection, newest: newest))
            case .invalid(let fault): throw .invalid(.malformed(request.afterPath.text, fault.message))
            case .unknownSession(let id): throw .unknownSession(id)
            default: preconditionFailure("a look at events was answered with something else")
            }
        case .unsubscribe(let id): writer.bool(subscriptions.close(id, of: caller.connection))
        case .confirmClock:
            try daemonMethods.confirmClock(for: caller)
            daemonMethods.write(.status, to: &writer)
        case .readBackup(let offset): try daemonMethods.writeBackup(from: offset, for: caller, to: &writer)
        case .tell(let query): daemonMethods.write(query, to: &writer)
        }
    }
}
