import CSystemd
import Descriptors
import UnixSocket

/// Tells the supervisor how the daemon is, and does not wait for it: one that has no room for a message, as it is busy,
/// is told the next time. Where there is no supervisor every message goes nowhere, and that is fine.
package struct Notifier {
    private let socket: DatagramSocket?
    private let address: SocketAddress?

    /// Makes one; what it tells goes to `$NOTIFY_SOCKET`.
    package init() {
        // Other names than paths, as of containers, are left to libsystemd, which waits.
        let path = EnvironmentVariable.value(of: "NOTIFY_SOCKET")
        address = path.flatMap { $0.hasPrefix("/") ? try? SocketAddress($0) : nil }
        socket = address == nil ? nil : try? DatagramSocket()
    }

    /// Everything is up: whoever waits for this daemon can go on.
    ///
    /// - Returns: whether that was told; if not, it has to be told again.
    package func ready(status: String) -> Bool {
        tell("READY=1\nSTATUS=\(Self.line(status))")
    }

    /// A line for `systemctl status`.
    ///
    /// - Returns: whether that was told.
    package func status(_ status: String) -> Bool {
        tell("STATUS=\(Self.line(status))")
    }

    /// The configuration is being read again; `ready` has to follow. The moment is one of CLOCK_MONOTONIC.
    package func reloading(monotonicMicroseconds: UInt64) {
        // One datagram: Type=notify-reload takes the moment only together with the news.
        _ = tell("RELOADING=1\nMONOTONIC_USEC=\(monotonicMicroseconds)")
    }

    /// The end has begun.
    package func stopping() {
        _ = tell("STOPPING=1")
    }

    /// The loop still turns.
    ///
    /// - Returns: whether that was told; if not, it has to be told again before the supervisor gives up.
    package func watchdog() -> Bool {
        tell("WATCHDOG=1")
    }

    /// The same, and that the supervisor gives up after so long from now on (sd_notify(3), `WATCHDOG_USEC=`).
    ///
    /// - Returns: whether that was told.
    package func watchdog(givingUpAfter timeout: Duration) -> Bool {
        let (seconds, attoseconds) = timeout.components
        return tell("WATCHDOG_USEC=\(seconds * 1_000_000 + attoseconds / 1_000_000_000_000)\nWATCHDOG=1")
    }

    /// After how long without `watchdog()` the supervisor gives up; nil if it never does.
    package var watchdogTimeout: Duration? {
        var microseconds: UInt64 = 0
        guard unsafe sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
        return .microseconds(Int64(clamping: microseconds))
    }

    /// How often to call `watchdog()`: twice within that time.
    package var watchdogInterval: Duration? { watchdogTimeout.map { $0 / 2 } }

    /// - Returns: false where there was no room for it. A supervisor that cannot be reached finds out by itself, and
    ///   nothing here could help it.
    private func tell(_ state: String) -> Bool {
        guard let socket, let address else {
            unsafe _ = sd_notify(0, state)
            return true
        }
        do {
            try socket.send(Array(state.utf8), to: address)
            return true
        } catch {
            return error != .wouldBlock
        }
    }

    /// A newline would end the status and begin another message.
    private static func line(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}
