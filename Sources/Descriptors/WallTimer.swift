import CLinux
import Glibc

/// A timer for a moment of the wall clock, which also tells when somebody sets that clock.
///
/// It must be armed to learn of a clock being set: `armForClockChanges()` waits for nothing else. After `.clockChanged`
/// it has to be armed again.
package final class WallTimer {
    /// What the timer had to tell.
    package enum Occurrence: Hashable, Sendable {
        /// The moment has come.
        case fired
        /// The wall clock was set, forwards or back.
        case clockChanged
        /// Neither.
        case nothing
    }

    /// To be watched for reading.
    package let descriptor: FileDescriptor
    private var changeIsUntold = false

    /// Makes one that is not armed.
    package init() throws(SystemError) {
        descriptor = try .timer(CLOCK_REALTIME)
    }

    /// Arms it for a moment of Unix time; a moment that has passed fires at once. Replaces what was armed before.
    package func arm(atUnixMilliseconds moment: Int64) throws(SystemError) {
        // A time of zero would disarm it, and negative ones are refused: both are long past, as is the first millisecond.
        let moment = max(moment, 1)
        try arm(at: timespec(tv_sec: Int(moment / 1000), tv_nsec: Int(moment % 1000) * 1_000_000))
    }

    /// Arms it for no moment, only to learn of the clock being set.
    package func armForClockChanges() throws(SystemError) {
        try arm(at: timespec(tv_sec: .max, tv_nsec: 0))
    }

    /// Disarms it; a clock that is set is not noticed any more.
    package func disarm() throws(SystemError) {
        changeIsUntold = false
        try descriptor.setTimer(value: timespec(), flags: 0)
    }

    /// What happened since it was armed or last read.
    package func read() throws(SystemError) -> Occurrence {
        var expirations: UInt64 = 0
        do {
            guard try descriptor.readRecord(into: &expirations) else { return .nothing }
            defer { changeIsUntold = false }
            return changeIsUntold ? .clockChanged : .fired
        } catch .canceled {
            changeIsUntold = false
            return .clockChanged
        } catch {
            throw SystemError(error, action: "read the wall clock timer")
        }
    }

    private func arm(at moment: timespec) throws(SystemError) {
        let flags = Int32(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET)
        do {
            try descriptor.setTimer(value: moment, flags: flags)
        } catch  where error.number == .canceled {
            // The clock was set since the last read, and arming has eaten the news: fire at once, so that it is read.
            changeIsUntold = true
            try descriptor.setTimer(value: timespec(tv_sec: 0, tv_nsec: 1), flags: Int32(TFD_TIMER_ABSTIME))
        }
    }
}
