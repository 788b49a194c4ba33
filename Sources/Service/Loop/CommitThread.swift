internal import Descriptors
internal import Glibc
internal import SessionKeys
internal import Synchronization

/// A thread that commits one batch at a time, so that the loop goes on reading and writing while the disk works.
///
/// The ledger belongs to whoever had the last word: to the thread from `start` until `finished` gives what came of it, and
/// to the loop at all other times. There is never a moment at which both may touch it.
final class CommitThread {
    /// Rings when a batch is committed; to be watched for reading.
    var descriptor: FileDescriptor { exchange.done.descriptor }
    /// Whether a batch is on its way, and the ledger not the loop's.
    private(set) var isBusy = false

    private let exchange: Exchange
    private let thread: pthread_t

    /// What the loop hands over.
    private struct Batch: Sendable {
        let requests: [Request]
        let moment: Moment
        let clock: ClockReading?
    }

    /// What came of a batch, and how long the ledger took.
    struct Committed: Sendable {
        let turn: Turn
        let microseconds: UInt64
    }

    private typealias Answer = Result<Committed, LedgerError>

    private enum State {
        case idle
        case asked(Batch)
        case answered(Answer)
        case ended
    }

    /// The place where the two threads meet.
    private final class Exchange: Sendable {
        // Safe to share: the two threads take turns with it, which `state` and the bells see to.
        nonisolated(unsafe) let ledger: any Ledger
        let state = Mutex(State.idle)
        let asked: Bell
        let done: Bell

        init(ledger: any Ledger) throws(SystemError) {
            unsafe self.ledger = ledger
            asked = try Bell(waits: true)
            done = try Bell(waits: false)
        }

        func work() {
            while true {
                asked.listen()
                switch state.withLock({ $0 }) {
                case .idle, .answered: continue
                case .ended: return
                case .asked(let batch):
                    let answer = commit(batch)
                    state.withLock { $0 = .answered(answer) }
                    done.ring()
                }
            }
        }

        private func commit(_ batch: Batch) -> Answer {
            do throws(LedgerError) {
                let start = SystemClock.monotonicMicroseconds()
                let turn = try unsafe ledger.commit(batch.requests, at: batch.moment, clock: batch.clock)
                return .success(Committed(turn: turn, microseconds: SystemClock.monotonicMicroseconds() - start))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Starts the thread. Signals have to be blocked before, so that they come to the loop alone.
    init(ledger: any Ledger) throws(SystemError) {
        exchange = try Exchange(ledger: ledger)
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(exchange)
        let code = unsafe pthread_create(&thread, nil, { unsafe CommitThread.run($0) }, context.toOpaque())
        guard code == 0 else {
            unsafe context.release()
            throw SystemError(ErrorNumber(code), action: "start a thread")
        }
        self.thread = thread
    }

    private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let context = unsafe context { unsafe Unmanaged<Exchange>.fromOpaque(context).takeRetainedValue().work() }
        return nil
    }

    deinit {
        exchange.state.withLock { $0 = .ended }
        exchange.asked.ring()
        _ = pthread_join(thread, nil)
    }

    /// Hands a batch over, and with it the ledger.
    func start(_ requests: [Request], at moment: Moment, clock: ClockReading?) {
        precondition(!isBusy, "the ledger takes one batch at a time")
        isBusy = true
        exchange.state.withLock { $0 = .asked(Batch(requests: requests, moment: moment, clock: clock)) }
        exchange.asked.ring()
    }

    /// Waits for the batch that is on its way, if there is one; the ledger is the loop's again.
    func wait() { if isBusy { exchange.done.wait() } }

    /// What came of the batch, once it is committed: from then on the ledger is the loop's again.
    func finished() throws(LedgerError) -> Committed? {
        exchange.done.listen()
        let state = exchange.state.withLock { state in
            if case .answered = state { defer { state = .idle }; return state }
            return state
        }
        guard case .answered(let result) = state else { return nil }
        isBusy = false
        return try result.get()
    }
}
