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
    var descriptor: FileDescriptor { handover.done.descriptor }
    /// Whether a batch is on its way, and the ledger not the loop's.
    private(set) var isBusy = false

    private let handover: Handover
    private let thread: pthread_t

    /// What the ledger is to be asked.
    private struct Order: Sendable {
        let questions: [Request]
        let moment: Moment
        let clock: ClockReading?
    }

    private enum State {
        case idle
        case asked(Order)
        case answered(Result<Committed, LedgerError>)
        case ended
    }

    /// The place where the two threads meet.
    private final class Handover: Sendable {
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
                case .asked(let order):
                    let answer = commit(order)
                    state.withLock { $0 = .answered(answer) }
                    done.ring()
                }
            }
        }

        private func commit(_ order: Order) -> Result<Committed, LedgerError> {
            do throws(LedgerError) {
                return .success(
                    try unsafe Committed(order.questions, by: ledger, at: order.moment, clock: order.clock))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Starts the thread. Signals have to be blocked before, so that they come to the loop alone.
    init(ledger: any Ledger) throws(SystemError) {
        let handover = try Handover(ledger: ledger)
        self.handover = handover
        thread = try WorkThread.start { handover.work() }
    }

    deinit {
        handover.state.withLock { $0 = .ended }
        handover.asked.ring()
        _ = pthread_join(thread, nil)
    }

    /// Hands a batch's questions over, and with them the ledger.
    func start(_ questions: [Request], at moment: Moment, clock: ClockReading?) {
        precondition(!isBusy, "the ledger takes one batch at a time")
        isBusy = true
        handover.state.withLock { $0 = .asked(Order(questions: questions, moment: moment, clock: clock)) }
        handover.asked.ring()
    }

    /// Waits for the batch that is on its way, if there is one; the ledger is the loop's again.
    func wait() { if isBusy { handover.done.wait() } }

    /// What came of the batch, once it is committed: from then on the ledger is the loop's again.
    ///
    /// Only the bell tells that it is. An answer that was taken before its bell has rung would leave the ringing to the next
    /// batch, which would then be taken for committed while it is not.
    func finished() throws(LedgerError) -> Committed? {
        guard isBusy, handover.done.listen() else { return nil }
        guard case .answered(let answer) = handover.state.withLock({ $0 }) else {
            preconditionFailure("the bell rang, and there is no answer")
        }
        handover.state.withLock { $0 = .idle }
        isBusy = false
        return try answer.get()
    }
}
