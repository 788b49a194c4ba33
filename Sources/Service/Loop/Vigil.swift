import Descriptors
import Glibc
import Synchronization

/// Keeps the loop's processor awake while the loop waits for the disk.
///
/// A processor with nothing to do falls asleep, and in a virtual machine it takes tens of microseconds to wake it,
/// twice a flush: as long as a fast disk needs for the flush itself. So a thread has something to do there meanwhile.
/// It runs only where nobody else wants to, and for a short time only.
final class Vigil {
    /// Beside a flush that takes longer than this, to be woken makes no difference.
    private static let limitMicroseconds: UInt64 = 300

    private let watch: Watch
    /// What the watch was last told to wait for.
    private var end = Watch.asleep

    /// Starts the thread. Signals have to be blocked before, so that they come to the loop alone.
    init() throws(SystemError) {
        let watch = try Watch()
        self.watch = watch
        // Whoever waited for it to end might wait long, where others keep its processor busy.
        pthread_detach(try WorkThread.start(named: "leashd-vigil") { watch.run() })
    }

    deinit {
        watch.hasEnded.store(true, ordering: .releasing)
        watch.bell.ring()
    }

    /// Whether the thread rests, and takes no processor time.
    var isAsleep: Bool { watch.end.load(ordering: .acquiring) == Watch.asleep }

    /// Keeps the processor awake that this thread runs on.
    func begin() {
        watch.processor.store(CurrentThread.processor, ordering: .relaxed)
        end = SystemClock.monotonicMicroseconds() + Self.limitMicroseconds
        let wasAsleep = watch.end.exchange(end, ordering: .acquiringAndReleasing) == Watch.asleep
        if wasAsleep { watch.bell.ring() }
    }

    /// Lets it sleep.
    func finish() {
        // Where the time was over it has fallen asleep by itself, and has to be woken next time.
        _ = watch.end.compareExchange(expected: end, desired: Watch.over, ordering: .acquiringAndReleasing)
    }

    /// Where the two threads meet.
    private final class Watch: Sendable {
        static let asleep: UInt64 = 0
        static let over: UInt64 = 1

        let bell: Bell
        /// Until when to watch, by the monotonic clock in microseconds.
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
                    try watch(from: &here)
                }
            } catch {
                // Without the right to it requests only take longer: it is told to watch, and never rung for again.
            }
        }

        private func watch(from here: inout Int32?) throws(SystemError) {
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
