import Descriptors
import Glibc

/// Signals and the watchdog.
extension Daemon {
    static let signals = [SIGTERM, SIGINT, SIGHUP]

    func handleSignals() throws(DaemonError) {
        // What a signal asks for may touch the ledger.
        commits.waitForAll()
        while let signal = try DaemonError.wrapping(parts.signals.read) {
            if signal == SIGHUP { reload() } else { reception.isStopping = true }
        }
        // However long that took, what comes after it is decided by the time that it is.
        upkeep.observeClock()
    }

    /// Tells the supervisor from within the loop that it turns, and keeps the time of an idle daemon.
    func handleWatchdog() throws(DaemonError) {
        _ = try DaemonError.wrapping(parts.watchdogTimer.read)
        parts.supervision.giveSignOfLife()
        commits.waitForAll()
        try upkeep.keepClock(every: 60_000)
        upkeep.flushProgress()
        upkeep.observeClock()
    }
}
