internal import SessionKeys

/// Batches that are committed while the loop goes on.
extension Daemon {
    /// From so many questions on a batch is worth the two changes of thread that it costs.
    private static let questionsWorthAThread = 4

    /// A batch that was underway, and what came of it; empty where none was.
    struct Landing {
        var batch = Batch()
        var committed: Committed?

        var events: [Event] { committed?.turn.events ?? [] }
    }

    /// Whether what was read is to be committed on the other thread.
    var isWorthAThread: Bool { intake.count >= Self.questionsWorthAThread }

    /// Whether the next batch may be on its way before the one that has landed is answered: nothing of the answers, and
    /// nobody who is behind, needs the ledger for it.
    func mayStart(before landing: Landing) -> Bool {
        isWorthAThread && !landing.batch.asksTheDaemon && !subscriptions.hasSomeBehind(mayReceive: hasRoom)
    }

    /// Starts to commit what was read. The ledger is not the loop's until it has landed.
    func start() {
        let batch = intake.takeBatch()
        commits.start(batch.questions, at: parts.clock.moment, clock: parts.clock.highest)
        underway = batch
    }

    /// The batch that was underway, once it is committed; `nil` while it is not.
    func land() throws(DaemonError) -> Landing? {
        guard let batch = underway else { return Landing() }
        let committed: Committed
        do throws(LedgerError) {
            guard let finished = try commits.finished() else { return nil }
            committed = finished
        } catch {
            throw .ledger(error)
        }
        underway = nil
        try adopt(committed.turn)
        return Landing(batch: batch, committed: committed)
    }

    /// Hands the answers of a batch out that has landed.
    func answer(_ landing: Landing) {
        guard let committed = landing.committed else { return }
        deliver(intake.outcome(of: landing.batch, committed))
    }

    /// What the loop goes by after a commit, while it has the ledger.
    func adopt(_ turn: Turn) throws(DaemonError) {
        schedule.next = turn.nextDeadline
        lookAtReserve()
        try keepClock(every: 10_000)
        keepHighWater(every: 60_000)
    }
}
