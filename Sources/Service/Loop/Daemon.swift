import ControlProtocol
import Descriptors
import SessionKeys
import UnixSocket

/// The daemon at work: one loop, which reads, has what it read decided and committed in batches, and answers.
///
///     wait -> read -> end what is due -> decide -> COMMIT -> answer -> tell subscribers -> send
///
/// What is no more than a few questions it decides and commits by itself, once a turn. Of more it starts batch after
/// batch: threads decide and commit them while the loop goes on reading the next ones and answering those that have
/// landed; then the ledger is not the loop's until the last one has landed.
final class Daemon {
    /// How many questions are gathered at most before they are asked; with as many underway none are asked behind them.
    static let mostQuestions = 1024
    /// How many requests are on their way and gathered before nothing more is taken in: an administrator who comes then
    /// waits for no more than these, and no more of them are in memory. What the ledger is not asked about counts, as
    /// it waits for its batch.
    static let mostRequests = 2 * mostQuestions
    /// How many requests that may have a long answer are on their way and gathered before nothing more is taken in: all
    /// their answers are in memory at once.
    static let mostLongAnswers = 64

    let parts: DaemonParts
    var configuration: Configuration
    let telemetry: Telemetry
    let poller: Poller
    let reception: Reception
    let subscribers: Subscribers
    let upkeep: Upkeep
    let backups: Backups
    let daemonMethods: DaemonMethods
    var intake: Intake
    let commits: CommitThreads
    /// Whether in this turn batches may be started before those that have landed are answered.
    var overlaps = false
    private var ready: [Readiness] = []
    private(set) var busyPoll = BusyPoll()
    /// Keeps the processor awake while the loop waits for the disk.
    let idleSpin: IdleSpin

    init(parts: DaemonParts, sockets: [ListeningSocket], configuration: Configuration) throws(SystemError) {
        self.parts = parts
        self.configuration = configuration
        poller = try Poller()
        let subscriptions = SubscriptionBook(random: parts.random)
        telemetry = Telemetry(sink: parts.sink)
        reception = try Reception(
            sockets, limits: ConnectionLimits(configuration, descriptors: parts.descriptorLimit), watchedBy: poller,
            subscriptions: subscriptions, telemetry: telemetry)
        subscribers = Subscribers(
            parts: parts, subscriptions: subscriptions, reception: reception, telemetry: telemetry)
        upkeep = Upkeep(parts: parts, telemetry: telemetry, retention: configuration.retention)
        backups = Backups(parts: parts, poller: poller, reception: reception)
        daemonMethods = DaemonMethods(
            parts: parts, reception: reception, subscriptions: subscriptions, telemetry: telemetry, upkeep: upkeep,
            backups: backups)
        intake = Intake(
            ledger: parts.ledger, clock: parts.clock, subscriptions: subscriptions, random: parts.random,
            daemonMethods: daemonMethods, requestsPerMessage: configuration.requestsPerMessage,
            answerSize: configuration.answerSize)
        commits = try CommitThreads(ledger: parts.ledger)
        idleSpin = try IdleSpin()
        try poller.add(commits.descriptor, for: .reading, token: Tokens.commit)
        try poller.add(parts.signals.descriptor, for: .reading, token: Tokens.signals)
        try poller.add(parts.deadlineTimer.descriptor, for: .reading, token: Tokens.deadline)
        try poller.add(parts.watchdogTimer.descriptor, for: .reading, token: Tokens.watchdog)
    }

    /// Turns until it is told to stop, then leaves everything in order.
    func run() throws(DaemonError) {
        try upkeep.begin()
        tellLoweredLimit()
        while !reception.isStopping { try turn() }
        try finish()
    }

    /// One turn of the loop.
    func turn() throws(DaemonError) {
        try wait()
        if reception.sockets.areDue { reception.sockets.tryAgain() }
        upkeep.observeClock()
        telemetry.beginTurn(parts.clock.reading)
        for one in ready { try handle(one) }
        try work()
    }

    /// Waits until somebody is ready, or something is to be done without anybody.
    func wait() throws(DaemonError) {
        // With as much underway as may be, nothing is taken in until something has landed. Then the loop only looks who
        // is ready, so that signals, sockets and the watchdog have their turn. Clients that do not read do not count.
        let isSomeHeldBack = reception.isSomeHeldBackWithRoom
        let isFull = commits.isBusy && isSomeHeldBack && !hasRoomForMore(intake)
        if isFull { commits.waitForReceipt() }
        let isAtOnce = commits.isBusy ? isSomeHeldBack : canGoOnAtOnce
        let timeout = isAtOnce || isFull ? 0 : upkeep.schedule.pauseMilliseconds ?? (hasToLook ? 1000 : nil)
        try DaemonError.wrapping { () throws(SystemError) in
            // What comes while something is committed waits for that in any case.
            if timeout == 0 || commits.isBusy {
                try poller.wait(timeoutMilliseconds: timeout, into: &ready)
            } else {
                try busyPoll.wait(on: poller, timeoutMilliseconds: timeout, into: &ready)
            }
        }
    }

    /// Whether the loop has to wake by itself after a second: to try a socket again that was left alone, to tell what the
    /// log or the supervisor was not told, to see whether a store that failed works again, or to close who has held too
    /// much memory for too long.
    var hasToLook: Bool {
        // What is on its way wakes the loop when it lands; until then the reserve is the ledger's.
        reception.sockets.isSomeLeftAlone || parts.sink.hasOmitted || parts.supervision.hasUntold
            || !commits.isBusy && upkeep.isToBeLookedAt || reception.connections.holdTooMuch
    }

    /// Whether there is something to do that nobody wakes the loop for. What was sent last may have made room.
    private var canGoOnAtOnce: Bool {
        reception.isSomeHeldBackWithRoom || subscribers.isSomeBehindWithRoom || backups.isCopying
            || upkeep.isSomethingDue
    }

    private func handle(_ one: Readiness) throws(DaemonError) {
        switch one.token {
        case Tokens.signals: try handleSignals()
        case Tokens.commit, Tokens.backgroundWork: break
        case Tokens.deadline: try upkeep.schedule.readTimer()
        case Tokens.watchdog: try handleWatchdog()
        case Tokens.firstSocket..<Tokens.firstConnection: reception.noteKnock(at: Int(one.token - Tokens.firstSocket))
        default: reception.receive(one)
        }
    }
}
