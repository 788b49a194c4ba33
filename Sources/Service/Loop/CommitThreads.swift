import Descriptors
import Glibc
import SessionKeys

/// Two threads that commit batches, so that the loop goes on reading and writing while the disk works: one decides a
/// batch and commits it, the other has the disk hold what was committed, while the first goes on with the next batch.
///
/// The ledger belongs to them from `start` until the last batch has landed, and to the loop at all other times. There
/// is never a moment at which both may touch it.
final class CommitThreads {
    /// Rings when batches have landed; to be watched for reading.
    var descriptor: FileDescriptor { line.bell.descriptor }
    /// The believed time of each order that is underway, the oldest first; batches that were joined are one order.
    private var ordered: [Instant] = []
    /// The believed time of the oldest one.
    var oldestOrder: Instant? { ordered.first }
    /// How many there are.
    private var underway: Int { ordered.count }
    /// Whether a batch is on its way, and the ledger not the loop's.
    var isBusy: Bool { underway > 0 }
    /// How many questions they ask.
    private(set) var questionsUnderway = 0
    /// How many requests were taken in with them: what is only refused waits for its batch, too.
    private(set) var requestsUnderway = 0
    /// How many of their answers may be long.
    private(set) var longAnswersUnderway = 0
    /// Whether something that is on its way has to land before anything is started behind it.
    private(set) var mustLandFirst = false

    private let line: CommitLine
    private let threads: [pthread_t]

    /// Starts the threads. Signals have to be blocked before, so that they come to the loop alone.
    init(ledger: any Ledger) throws(SystemError) {
        let line = try CommitLine(ledger: ledger)
        self.line = line
        threads = [
            try WorkThread.start(named: "leashd-commits") { line.runCommits() },
            try WorkThread.start(named: "leashd-flushes") { line.runFlushes() },
        ]
    }

    deinit {
        line.end()
        for thread in threads { _ = pthread_join(thread, nil) }
    }

    /// Hands a batch over, and with it the ledger. While the batch before still waits, and if they are few enough, the
    /// questions of both are asked together, and both land as one.
    func start(_ batch: consuming Batch, at moment: Moment, clock: ClockReading?, joiningUpTo limit: Int) {
        questionsUnderway += batch.questions.count
        requestsUnderway += batch.requestCount
        longAnswersUnderway += batch.longAnswers
        if batch.mustLandFirst { mustLandFirst = true }
        if !line.put(CommitOrder(batch, at: moment, clock: clock), joiningUpTo: limit) { ordered.append(moment.now) }
    }

    /// Waits until every batch is where it can be taken; the ledger is the loop's from here on.
    func waitForAll() { while line.countReceipts() < underway { line.bell.wait() } }

    /// Waits until a batch has landed.
    func waitForReceipt() { if isBusy { line.bell.wait() } }

    /// The batches that have landed since the last time, in their order: what came of them is on the disk.
    func takeReceipts() throws(LedgerError) -> [CommitReceipt] {
        guard isBusy else { return [] }
        let results = line.takeReceipts()
        ordered.removeFirst(results.count)
        if !isBusy { mustLandFirst = false }
        var receipts: [CommitReceipt] = []
        for result in results { receipts.append(try result.get()) }
        for receipt in receipts {
            questionsUnderway -= receipt.questionCount
            requestsUnderway -= receipt.requestCount
            longAnswersUnderway -= receipt.longAnswers
        }
        return receipts
    }
}
