import Descriptors
import Glibc
import SessionKeys

/// A log that counts how often it was begun and flushed, and fails when it is told to.
final class TrackedLog: CommitLog {
    /// How long a flush takes at least.
    static let microseconds: UInt32 = 2000
    private let state = Guarded((begun: 0, flushed: 0, fails: false))

    var begun: Int { state.withLock { $0.begun } }
    var flushed: Int { state.withLock { $0.flushed } }

    func fail() { state.withLock { $0.fails = true } }

    func beginWriting() { state.withLock { $0.begun += 1 } }

    func flush() throws(LedgerError) {
        usleep(Self.microseconds)
        let fails = state.withLock { state in
            if !state.fails { state.flushed += 1 }
            return state.fails
        }
        if fails { throw .mayHaveLostWrites("flush") }
    }
}
