import Descriptors
import Glibc
import SessionKeys
import Systemd

/// What the supervisor is told: that the daemon is ready, how it is, that it turns, and that it may take longer.
final class Supervision {
    /// How long it may take to end all sessions of an account. A million take about half a minute.
    private static let patience = Duration.seconds(600)

    /// How often a supervisor that has no room for that is asked for it, and how long is waited in between.
    private static let (attempts, pauseMicroseconds) = (20, UInt32(50_000))

    /// How long is waited from one line to the next, and until what was not told is told again.
    private static let pauseMilliseconds: Int64 = 1000

    private let notifier = Notifier()
    /// The line that was sent last: it is sent when it changes, once a second at most.
    private var told: StatusLine?
    private var toldAt: Int64 = 0
    /// Whether the line has changed since.
    private var hasUntoldLine = false
    /// When there was no room for the last sign of life: the next one would come when the time is nearly over.
    private var signLostAt: Int64?
    /// Whether the supervisor knows that the daemon is ready, once it is: a busy one may have had no room for that.
    private var isReadyTold = true
    /// Whether the supervisor waits longer than it usually does for a sign of life.
    private var isPatient = false

    /// Whether there is something to be told again.
    var hasUntold: Bool { hasUntoldLine || signLostAt != nil }

    /// Tells that the daemon is ready, and how it is.
    func ready(_ overview: Overview) {
        isReadyTold = false
        tell(StatusLine(overview))
    }

    /// Tells how the daemon is, and what was not told before.
    func update(_ overview: Overview) {
        let line = StatusLine(overview)
        hasUntoldLine = line != told || !isReadyTold
        if hasUntoldLine, isOver(since: toldAt) { tell(line) }
        if let signLostAt, isOver(since: signLostAt) { giveSignOfLife() }
    }

    /// Whether the pause is over that began then.
    private func isOver(since began: Int64) -> Bool {
        SystemClock.bootMilliseconds() - began >= Self.pauseMilliseconds
    }

    private func tell(_ line: StatusLine) {
        toldAt = SystemClock.bootMilliseconds()
        let isTold = isReadyTold ? notifier.status(line.text) : notifier.ready(status: line.text)
        hasUntoldLine = !isTold
        guard isTold else { return }
        (told, isReadyTold) = (line, true)
    }

    /// Tells that the configuration is being read again; `ready` ends that.
    func reloading() { notifier.reloading(monotonicMicroseconds: SystemClock.monotonicMicroseconds()) }

    /// Tells that the daemon is about to end.
    func stopping() { notifier.stopping() }

    /// How often the supervisor wants a sign of life; `nil` where it wants none.
    var interval: Duration? { notifier.watchdogInterval }

    /// Tells that the loop turns.
    func giveSignOfLife() { signLostAt = notifier.watchdog() ? nil : SystemClock.bootMilliseconds() }

    /// Has the supervisor wait while an account's sessions are revoked. That is one transaction, so that nothing is
    /// authorized between the first of them and the last, and of very many the loop would not turn in time.
    func askForPatience() {
        guard !isPatient, notifier.watchdogTimeout != nil else { return }
        // Without it the revocation might be cut short, each time anew: that is worth a moment's wait.
        for _ in 0..<Self.attempts where !isPatient {
            isPatient = notifier.watchdog(givingUpAfter: Self.patience)
            if !isPatient { usleep(Self.pauseMicroseconds) }
        }
    }

    /// The loop turns again as it should.
    func endPatience() {
        guard isPatient, let timeout = notifier.watchdogTimeout else { return }
        isPatient = !notifier.watchdog(givingUpAfter: timeout)
    }
}
