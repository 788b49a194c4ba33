import CSystemd

/// Tells the supervisor how the daemon is. Where there is none, every message goes nowhere, and that is fine.
package struct Notifier {
    /// Makes one; what it tells goes to `$NOTIFY_SOCKET`.
    package init() {}

    /// Everything is up: whoever waits for this daemon can go on.
    package func ready(status: String) {
        tell("READY=1\nSTATUS=\(Self.line(status))")
    }

    /// A line for `systemctl status`.
    package func status(_ status: String) {
        tell("STATUS=\(Self.line(status))")
    }

    /// The configuration is being read again; `ready` has to follow. The moment is one of CLOCK_MONOTONIC.
    package func reloading(monotonicMicroseconds: UInt64) {
        // One datagram: Type=notify-reload takes the moment only together with the news.
        tell("RELOADING=1\nMONOTONIC_USEC=\(monotonicMicroseconds)")
    }

    /// The end has begun.
    package func stopping() {
        tell("STOPPING=1")
    }

    /// The loop still turns.
    package func watchdog() {
        tell("WATCHDOG=1")
    }

    /// The same, and that the supervisor gives up after so long from now on (sd_notify(3), `WATCHDOG_USEC=`).
    package func watchdog(givingUpAfter timeout: Duration) {
        let (seconds, attoseconds) = timeout.components
        tell("WATCHDOG_USEC=\(seconds * 1_000_000 + attoseconds / 1_000_000_000_000)\nWATCHDOG=1")
    }

    /// After how long without `watchdog()` the supervisor gives up; nil if it never does.
    package var watchdogTimeout: Duration? {
        var microseconds: UInt64 = 0
        guard unsafe sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
        return .microseconds(Int64(clamping: microseconds))
    }

    /// How often to call `watchdog()`: twice within that time.
    package var watchdogInterval: Duration? { watchdogTimeout.map { $0 / 2 } }

    private func tell(_ state: String) {
        // A supervisor that cannot be reached finds out by itself, and nothing here could help it.
        unsafe _ = sd_notify(0, state)
    }

    /// A newline would end the status and begin another message.
    private static func line(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}
