internal import SessionKeys

/// Batches that are committed while the loop goes on.
extension Daemon {
    /// From so many questions on a batch is worth the two changes of thread that it costs.
    private static let questionsWorthAThread = 4

    /// A batch that was underway, and what came of it; empty where none was.
    struct Landing {
        var batch = Batch()
        var committed: CommitThread.Committed?

        var events: [Event] { committed?.turn.events ?? [] }

        var asksTheDaemon: Bool { batch.asksTheDaemon }
    }

    /// Whether what was read is to be committed on the other thread.
    var isWorthAThread: Bool { intake.count >= Self.questionsWorthAThread }

    /// Starts to commit what was read. The ledger is not the loop's until it has landed.
    func start() {
        let batch = intake.takeBatch()
        commits.start(batch.questions, at: parts.clock.moment, clock: parts.clock.highest)
        underway = batch
    }

    /// The batch that was underway, once it is committed; `nil` while it is not.
    func land() throws(DaemonError) -> Landing? {
        guard let batch = underway else { return Landing() }
        do throws(LedgerError) {
            guard let committed = try commits.finished() else { return nil }
            underway = nil
            schedule.next = committed.turn.nextDeadline
            return Landing(batch: batch, committed: committed)
        } catch {
            throw .ledger(error)
        }
    }

    /// Hands the answers of a batch out that has landed.
    func answer(_ landing: Landing) {
        guard let committed = landing.committed else { return }
        deliver(
            intake.outcome(of: landing.batch, committed.turn, commitMicroseconds: committed.microseconds))
    }

    /// What is stored or told of the ledger now and then, while the loop has it.
    func keepState() throws(DaemonError) {
        try keepClock(every: 10_000)
        parts.statusLine.update(parts.ledger.overview, through: parts.notifier)
    }
}
