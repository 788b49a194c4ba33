import SessionKeys

/// What the daemon does with its store by itself: it ends what is due, writes down what has ended, removes old history,
/// and keeps the time and how far the store has come.
///
/// What it asks the ledger for it asks while the ledger is the loop's.
final class Upkeep {
    /// How often the work that is left for an idle store is done at least, where the store is never idle.
    private static let usualMilliseconds: Int64 = 10_000

    let parts: DaemonParts
    let telemetry: Telemetry
    var schedule: Schedule
    /// The store as it is on the disk.
    var overview: Overview
    /// How long history is kept; `nil` where it is kept for good.
    var retention: Duration? {
        didSet { if retention != oldValue { beginRetention() } }
    }
    /// What was removed of the history and not recorded yet.
    var removed = Removal()
    /// Whether the reserve was there when it was last looked at.
    var hadReserve: Bool
    /// Whether the store was failing then.
    var wasFailing = false

    init(parts: DaemonParts, telemetry: Telemetry, retention: Duration?) {
        self.parts = parts
        self.telemetry = telemetry
        self.retention = retention
        schedule = Schedule(timer: parts.deadlineTimer)
        overview = parts.ledger.overview
        hadReserve = parts.reserve.isHeld
    }

    /// Has everything looked at that an earlier run may have left.
    func begin() throws(DaemonError) {
        schedule.ask()
        try recordDamage()
        // What an earlier run has ended needs no delay: no subscriber is being told of it.
        beginPosting(in: 0)
        beginRetention()
    }

    /// Takes note of what a commit left, before anything of it is sent to anybody.
    func note(_ overview: Overview, nextDeadline: Instant?) {
        schedule.next = nextDeadline
        noteProgress(overview)
    }

    /// Does what is due, each a bounded step, and gives what was ended.
    func doWhatIsDue() throws(DaemonError) -> [Event] {
        let ended = try maintain()
        noteProgress(parts.ledger.overview)
        try postEndings()
        try removeHistory()
        return ended
    }

    /// Whether the work that is left for an idle store has waited for too long.
    var isOverdue: Bool { isClockDue(every: Self.usualMilliseconds) }

    /// Does what has to be done now and then.
    func keepUp() throws(DaemonError) {
        lookAtReserve()
        lookWhetherStoreWorks()
        try recordDamage()
        try keepClock(every: Self.usualMilliseconds)
        flushProgress()
    }

    /// Records what was given up, so that everything else goes on.
    func recordDamage() throws(DaemonError) {
        while let damage = parts.ledger.takeDamage() {
            try telemetry.recordStoreFailure(
                "a part of the store is refused or done without, for good if it is damaged", damage)
        }
    }

    /// Puts in order what is kept beside the store, and the time in it, as nothing comes after it.
    func finish() throws(DaemonError) {
        // A full disk may have no room for the time, and the rest is to be put in order all the same.
        try keepClock(every: 0)
        try DaemonError.wrapping(parts.ledger.close)
        flushProgress(every: 0)
    }
}
