import SessionKeys
import Synchronization

/// A log that counts how often it was flushed, and fails when it is told to.
final class TrackedLog: CommitLog {
    private let state = Mutex((flushed: 0, fails: false))

    var flushed: Int { state.withLock { $0.flushed } }

    func fail() { state.withLock { $0.fails = true } }

    func flush() throws(LedgerError) {
        let fails = state.withLock { state in
            if !state.fails { state.flushed += 1 }
            return state.fails
        }
        if fails { throw .mayHaveLostWrites("flush") }
    }
}
