import Glibc
import SessionKeys
import Synchronization

/// A log on a disk that stands still until it is told to go on; not for ever, as whoever waits for it could not say so.
final class StuckLog: CommitLog {
    private static let longestMilliseconds = 10_000
    private let state = Mutex((isReleased: false, flushed: 0))

    var flushed: Int { state.withLock { $0.flushed } }

    func release() { state.withLock { $0.isReleased = true } }

    func begin() {}

    func flush() throws(LedgerError) {
        for _ in 0..<Self.longestMilliseconds where !state.withLock({ $0.isReleased }) { usleep(1000) }
        state.withLock { $0.flushed += 1 }
    }
}
