import CLinux
import Glibc

/// A timer that repeats at an interval, untouched by the wall clock: for the watchdog.
package final class MonotonicTimer {
    /// To be watched for reading.
    package let descriptor: FileDescriptor

    /// Makes one that is not running.
    package init() throws(SystemError) {
        // The supervisor counts on CLOCK_MONOTONIC too: time that the machine sleeps through counts for neither.
        descriptor = FileDescriptor(
            adopting: try SystemCall.perform("create a timer") { linux_timer(CLOCK_MONOTONIC) })
    }

    /// Fires after each interval from now on; anything under a microsecond counts as one.
    package func start(every interval: Duration) throws(SystemError) {
        let (seconds, attoseconds) = max(interval, .microseconds(1)).components
        try SystemCall.perform("start a timer") {
            linux_timer_repeat(descriptor.number, seconds, attoseconds / 1_000_000_000)
        }
    }

    /// How often it fired since it was last read; 0 if it did not.
    package func read() throws(SystemError) -> UInt64 {
        do {
            return try descriptor.readCount()
        } catch .wouldBlock {
            return 0
        } catch {
            throw SystemError(error, action: "read a timer")
        }
    }
}
