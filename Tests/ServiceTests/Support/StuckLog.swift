import Descriptors
import SessionKeys
import TestSupport

/// A log on a disk that stands still until it is told to go on; not for ever, as whoever waits for it could not say so.
final class StuckLog: CommitLog {
    private let state = Guarded((isReleased: false, flushed: 0))

    var flushed: Int { state.withLock { $0.flushed } }

    func release() { state.withLock { $0.isReleased = true } }

    func beginWriting() {}

    func flush() throws(LedgerError) {
        _ = eventually { state.withLock { $0.isReleased } }
        state.withLock { $0.flushed += 1 }
    }
}
