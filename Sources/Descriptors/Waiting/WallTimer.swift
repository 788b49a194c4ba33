import CLinux
import Glibc

/// A timer for a moment of the wall clock, which also tells when somebody sets that clock.
///
/// It must be armed to learn of the clock being set: `armForClockChanges()` waits for nothing else. After
/// `.clockChanged` it has to be armed again.
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
        descriptor = FileDescriptor(
            adopting: try SystemCall.perform("create a timer") { linux_timer(CLOCK_REALTIME) })
    }

    /// Arms it for a moment of Unix time; a moment that has passed fires at once. Replaces what was armed before.
    package func arm(atUnixMilliseconds moment: Int64) throws(SystemError) {
        // Zero would disarm it, and negative times are refused: both are long past, and so is the first millisecond.
        let moment = max(moment, 1)
        try arm(seconds: moment / 1000, nanoseconds: moment % 1000 * 1_000_000)
    }

    /// Arms it for no moment, only to learn of the clock being set.
    package func armForClockChanges() throws(SystemError) {
        try arm(seconds: .max, nanoseconds: 0)
    }

    /// What happened since it was armed or last read.
    package func read() throws(SystemError) -> Occurrence {
        do {
            _ = try descriptor.readCount()
            return tell(changeIsUntold ? .clockChanged : .fired)
        } catch .canceled {
            return tell(.clockChanged)
        } catch .wouldBlock {
            return .nothing
        } catch {
            throw SystemError(error, action: "read a timer")
        }
    }

    private func tell(_ occurrence: Occurrence) -> Occurrence {
        changeIsUntold = false
        return occurrence
    }

    private func arm(seconds: Int64, nanoseconds: Int64) throws(SystemError) {
        do {
            try SystemCall.perform("arm a timer") { linux_timer_arm(descriptor.number, seconds, nanoseconds) }
        } catch let error where error.number == .canceled {
            // The clock was set since the last read, and arming has eaten the news: fire at once, so that it is read.
            changeIsUntold = true
            try arm(seconds: 0, nanoseconds: 1)
        }
    }
}
