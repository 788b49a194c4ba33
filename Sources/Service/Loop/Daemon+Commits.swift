import SessionKeys

/// Batches that are committed while the loop goes on.
extension Daemon {
    /// From so many questions on a batch is worth the changes of thread that it costs. Where nothing may be written
    /// there is no disk to wait for, and less to overlap.
    private func questionsWorthAThread(_ intake: borrowing Intake) -> Int {
        intake.mayWrite ? 5 : Self.checksPerBatch
    }

    /// Takes in what was sent, as far as there is room for it beside what was gathered and what is underway.
    func readMessages() {
        reception.readMessages(into: &intake, while: { hasRoomForMore($0) }, then: { startIfFull(&$0) })
    }

    /// Whether there is.
    func hasRoomForMore(_ intake: borrowing Intake) -> Bool {
        !intake.isEnded && intake.count < Self.mostQuestions
            && intake.requestCount + commits.requestsUnderway < Self.mostRequests
            && intake.longAnswers + commits.longAnswersUnderway < Self.mostLongAnswers
    }

    /// Whether what was read is to be committed on the other thread. Behind what is underway there is no other place
    /// for it.
    func isWorthAThread(_ intake: borrowing Intake) -> Bool {
        intake.count >= (commits.isBusy ? 1 : questionsWorthAThread(intake))
    }

    /// How many questions are asked together where more are there. Fewer cost more each; more would leave the commit
    /// thread without work while they are on their way to the disk and answered. Where nothing may be written a batch
    /// is soon done, and the loop would wait for it.
    private func questionsPerBatch(_ intake: borrowing Intake) -> Int {
        max(intake.mayWrite ? Batch.usualCount : Self.checksPerBatch, commits.questionsUnderway / 4)
    }

    /// A third of the checks of 64 connections: some are asked, some decided and some answered at each moment.
    private static var checksPerBatch: Int { 20 }

    /// Whether batches may be started before those that have landed are answered: neither their answers, nor
    /// subscribers that are behind, may need the ledger for that.
    func mayOverlap(_ receipts: [CommitReceipt]) -> Bool {
        !(commits.isBusy && mustLandFirst) && !receipts.contains(where: \.asksTheDaemon)
            && !subscribers.isSomeBehindWithRoom
    }

    /// Whether nothing is to be started behind what is underway.
    private var mustLandFirst: Bool {
        commits.questionsUnderway >= Self.mostQuestions || commits.mustLandFirst || backups.isCopying
            || upkeep.isSomethingDue || upkeep.isOverdue || mayHaveRunOut
    }

    /// Whether something that was reserved by what is underway may have run out since, of which the loop knows nothing.
    /// In whole seconds, as the rules count: what is reserved late in a second runs out with the beginning of one.
    private var mayHaveRunOut: Bool {
        guard let ordered = commits.oldestOrder else { return false }
        return parts.clock.moment.now.seconds - ordered.seconds >= configuration.rules.reservationSec
    }

    /// Starts to commit what was read so far, where that is as much as is asked together.
    private func startIfFull(_ intake: inout Intake) {
        if overlaps, isWorthAThread(intake), intake.count >= questionsPerBatch(intake) { start(&intake) }
    }

    /// Starts to commit what was read, if that is worth it.
    func startIfWorthwhile() { if overlaps, isWorthAThread(intake) { start(&intake) } }

    /// Starts to commit what was read. The ledger is not the loop's until everything underway has landed.
    func start(_ intake: inout Intake) {
        // It goes by what was gathered, which is taken below.
        let limit = questionsPerBatch(intake)
        let batch = intake.takeBatch()
        if batch.mustLandFirst { overlaps = false }
        if batch.revokesAnAccount { parts.supervision.askForPatience() }
        commits.start(batch, at: parts.clock.moment, clock: parts.clock.highest, joiningUpTo: limit)
    }

    /// The batches that were underway and are committed, in their order.
    func takeReceipts() throws(DaemonError) -> [CommitReceipt] {
        let receipts = try DaemonError.wrapping(commits.takeReceipts)
        if !commits.isBusy { parts.supervision.endPatience() }
        guard let last = receipts.last?.committed else { return [] }
        upkeep.note(last.overview, nextDeadline: last.answered.nextDeadline)
        return receipts
    }

    /// Hands the answers of the batches out, and gives what happened in them.
    func answer(_ receipts: [CommitReceipt]) throws(DaemonError) -> [Event] {
        for receipt in receipts { try deliver(intake.outcome(of: receipt)) }
        return receipts.flatMap(\.committed.answered.events)
    }
}
