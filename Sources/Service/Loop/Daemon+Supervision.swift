import Descriptors
import Glibc
import SessionKeys
import Systemd

/// Signals and the watchdog.
extension Daemon {
    static let signals = [SIGTERM, SIGINT, SIGHUP]

    func handleSignals() throws(DaemonError) {
        // What a signal asks for may touch the ledger.
        commits.waitForAll()
        while let signal = try DaemonError.wrapping(parts.signals.read) {
            if signal == SIGHUP { reload() } else { isStopping = true }
        }
    }

    /// Reads the configuration again; with a fault in it the running one stays.
    private func reload() {
        parts.notifier.reloading(monotonicMicroseconds: SystemClock.monotonicMicroseconds())
        do throws(StartError) {
            let read = try parts.readConfiguration()
            // What changes is recorded by the level before or after, whichever lets more through.
            parts.sink.level = max(parts.sink.level, read.logLevel)
            for change in configuration.changes(to: read) { parts.sink.write(Record(.reloaded, "\(change)")) }
            apply(configuration.reloaded(with: read))
            parts.sink.write(Record(.reloaded, "the configuration was read again"))
            parts.sink.level = read.logLevel
        } catch {
            let message = "\(error)\nThe configuration is faulty; the settings stay as they were."
            for line in message.split(separator: "\n") { parts.sink.write(Record(.configurationFaulty, String(line))) }
        }
        parts.statusLine.ready(parts.ledger.overview, through: parts.notifier)
    }

    private func apply(_ new: Configuration) {
        let isRetentionNew = new.retention != configuration.retention
        configuration = new
        parts.ledger.rules = new.rules
        if isRetentionNew { beginRetention() }
        parts.clock.longestStep = new.longestStepMilliseconds
        intake.batchLimit = new.batchLimit
        intake.answerSize = new.answerSize
        connections.limits = ConnectionLimits(new, descriptors: parts.descriptorLimit)
        tellLoweredLimit()
    }

    /// Says so where fewer connections are let in than are wanted: a spender that may take all descriptors would leave
    /// none for an administrator.
    func tellLoweredLimit() {
        guard connections.limits.isLowered else { return }
        let message =
            "ConnectionLimit= is \(configuration.connectionLimit), but with \(parts.descriptorLimit) open files the "
            + "process has room for \(connections.limits.connections) connections: raise its limit of open files "
            + "(LimitNOFILE= of the unit, ulimit -Hn in a shell)"
        parts.sink.write(Record(.connectionLimitLowered, message))
    }

    /// Tells the supervisor from within the loop that it turns, and keeps the time of an idle daemon.
    func handleWatchdog() throws(DaemonError) {
        _ = try DaemonError.wrapping(parts.watchdogTimer.read)
        parts.notifier.watchdog()
        commits.waitForAll()
        try keepClock(every: 60_000)
        flushProgress()
    }

    /// How long it may take to end all sessions of an account. A million take about half a minute.
    private static let patience = Duration.seconds(600)

    /// Has the supervisor wait while an account's sessions are revoked. That is one transaction, so that nothing is
    /// authorized between the first of them and the last, and of very many the loop would not turn in time.
    func askForPatience() {
        guard !isSupervisorPatient, parts.notifier.watchdogTimeout != nil else { return }
        isSupervisorPatient = true
        parts.notifier.watchdog(givingUpAfter: Self.patience)
    }

    /// The loop turns again as it should.
    func endPatience() {
        guard isSupervisorPatient, let timeout = parts.notifier.watchdogTimeout else { return }
        isSupervisorPatient = false
        parts.notifier.watchdog(givingUpAfter: timeout)
    }
}
