import Descriptors
import Glibc
import Synchronization

/// Keeps the loop's processor awake while the loop waits for the disk.
///
/// A processor with nothing to do falls asleep, and in a virtual machine it takes tens of microseconds to wake it,
/// twice a flush: as long as a fast disk needs for the flush itself. So a thread has something to do there meanwhile.
/// It runs only where nobody else wants to, and for a short time only.
final class IdleSpin {
    /// Beside a flush that takes longer than this, to be woken makes no difference.
    private static let limitMicroseconds: UInt64 = 300

    private let spinner: Spinner
    /// Until when the spinner was last told to spin.
    private var end = Spinner.asleep

    /// Starts the thread. Signals have to be blocked before, so that they come to the loop alone.
    init() throws(SystemError) {
        let spinner = try Spinner()
        self.spinner = spinner
        // Whoever waited for it to end might wait long, where others keep its processor busy.
        pthread_detach(try WorkThread.start(named: "leashd-idlespin") { spinner.run() })
    }

    deinit {
        spinner.hasEnded.store(true, ordering: .releasing)
        spinner.bell.ring()
    }

    /// Whether the thread rests, and takes no processor time.
    var isAsleep: Bool { spinner.end.load(ordering: .acquiring) == Spinner.asleep }

    /// Keeps the processor awake that this thread runs on.
    func begin() {
        spinner.processor.store(CurrentThread.processor, ordering: .relaxed)
        end = SystemClock.monotonicMicroseconds() + Self.limitMicroseconds
        let wasAsleep = spinner.end.exchange(end, ordering: .acquiringAndReleasing) == Spinner.asleep
        if wasAsleep { spinner.bell.ring() }
    }

    /// Lets it sleep.
    func finish() {
        // Where the time was over it has fallen asleep by itself, and has to be woken next time.
        _ = spinner.end.compareExchange(expected: end, desired: Spinner.over, ordering: .acquiringAndReleasing)
    }

    /// Where the two threads meet.
    private final class Spinner: Sendable {
        static let asleep: UInt64 = 0
        static let over: UInt64 = 1

        let bell: Bell
        /// Until when to spin, by the monotonic clock in microseconds.
        let end = Atomic(asleep)
        let processor = Atomic<Int32>(0)
        let hasEnded = Atomic(false)

        init() throws(SystemError) { bell = try Bell(waits: true) }

        func run() {
            do throws(SystemError) {
                try CurrentThread.runWhenIdle()
                var here: Int32?
                while true {
                    bell.hear()
                    if hasEnded.load(ordering: .acquiring) { return }
                    try spin(from: &here)
                }
            } catch {
                // Without the right to it requests only take longer: it is told to spin, and never rung for again.
            }
        }

        private func spin(from here: inout Int32?) throws(SystemError) {
            while true {
                let end = end.load(ordering: .acquiring)
                let wanted = processor.load(ordering: .relaxed)
                if wanted != here { try CurrentThread.pin(to: wanted) }
                here = wanted
                guard end <= SystemClock.monotonicMicroseconds() else { continue }
                let (isAsleep, _) = self.end.compareExchange(
                    expected: end, desired: Self.asleep, ordering: .acquiringAndReleasing)
                if isAsleep { return }
            }
        }
    }
}
