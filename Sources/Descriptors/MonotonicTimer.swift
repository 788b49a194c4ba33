import CLinux
import Glibc

/// A timer that repeats at an interval, untouched by the wall clock: for the watchdog.
package final class MonotonicTimer {
    /// To be watched for reading.
    package let descriptor: FileDescriptor

    /// Makes one that is not running.
    package init() throws(SystemError) {
        // The supervisor counts on CLOCK_MONOTONIC too: time that the machine sleeps through counts for neither.
        descriptor = try .timer(CLOCK_MONOTONIC)
    }

    /// Fires after each interval from now on; anything under a microsecond counts as one.
    package func start(every interval: Duration) throws(SystemError) {
        let interval = max(interval, .microseconds(1))
        let (seconds, attoseconds) = interval.components
        let value = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        try descriptor.setTimer(value: value, interval: value, flags: 0)
    }

    /// Fires no more.
    package func stop() throws(SystemError) {
        try descriptor.setTimer(value: timespec(), flags: 0)
    }

    /// How often it fired since it was last read; 0 if it did not.
    package func read() throws(SystemError) -> UInt64 {
        var expirations: UInt64 = 0
        do {
            return try descriptor.readRecord(into: &expirations) ? expirations : 0
        } catch {
            throw SystemError(error, action: "read the interval timer")
        }
    }
}
