import ControlProtocol
import Descriptors
import SessionKeys

/// What has arrived since the last batch, and what the ledger is asked for it.
///
///     Batch -> CommitOrder -> ledger -> Unflushed --flush--> CommitReceipt -> AnsweredExchanges
///
/// While the disk flushes, the answers are written.
struct Batch: Sendable {
    /// When the first of its messages began to be taken in, by the monotonic clock.
    private(set) var began: UInt64 = 0
    private(set) var exchanges: [Exchange] = []
    /// What the requests of all exchanges came to, in their order.
    private(set) var parts: [Exchange.Part] = []
    /// In their order; a part names its own by their place.
    private(set) var questions: [Request] = []
    /// Who asked each question.
    private(set) var callers: [Caller] = []
    /// Who asked for what only the other socket offers.
    private(set) var overreaches: [AnsweredExchanges.Overreach] = []
    /// The codes of the errors by which other requests were refused before anybody was asked about them.
    private(set) var refusals: [Int] = []
    /// Whether something may be written for one of them, and so has to be on the disk.
    private(set) var mayWrite = false

    /// Whether all sessions of an account are to be ended, however many those are.
    private(set) var revokesAnAccount = false

    /// Whether the clock is to be believed again: what comes behind that is decided by it, and so in another batch.
    private(set) var confirmsClock = false

    /// Whether an answer tells of the daemon, which looks at its ledger for it.
    private(set) var asksTheDaemon = false

    /// Whether nothing is to be started behind it before it has landed: it needs the ledger once more, or takes so long
    /// that what was started behind it would be decided by a time long past.
    var mustLandFirst: Bool { asksTheDaemon || revokesAnAccount }

    /// Whether what the ledger says is all that the answers take.
    private(set) var isOfTheLedgerAlone = true

    /// How many requests its messages hold, those included that nobody is asked about.
    var requestCount: Int { parts.count }

    /// How many of its requests may be answered at length.
    private(set) var longAnswers = 0

    /// How many questions are gathered before a batch is started where something may be written; room for as many is
    /// reserved.
    static let usualCount = 32

    /// How long a message may be whose answer counts as short: what it says may come back, and a brace comes back as
    /// six bytes.
    private static let usualBytes = 4 * 1024

    /// How long the answer to several requests may grow before what was only to be read is refused.
    var answerSize = Int.max

    /// Takes note that a message begins to be taken in.
    mutating func begin() {
        guard parts.isEmpty else { return }
        began = SystemClock.monotonicMicroseconds()
        makeRoom()
    }

    private mutating func makeRoom() {
        exchanges.reserveCapacity(Self.usualCount)
        parts.reserveCapacity(Self.usualCount)
        questions.reserveCapacity(Self.usualCount)
        callers.reserveCapacity(Self.usualCount)
    }

    /// Takes a request in; it belongs to the exchange that is ended next.
    mutating func append(_ action: consuming Action, answering id: consuming RequestID?, to caller: Caller) {
        if action.asksTheDaemon { asksTheDaemon = true }
        if case .confirmClock = action { confirmsClock = true }
        if !action.isOfTheLedgerAlone { isOfTheLedgerAlone = false }
        if case .refuse(let error) = action { note(error, to: caller) }
        let (isOnlyRead, isAnsweredAtLength) = (action.isOnlyRead, action.isAnsweredAtLength)
        let (rest, request) = action.parted()
        let question = request.map { ask($0, by: caller) }
        parts.append(
            Exchange.Part(
                id: id, action: rest, question: question, isOnlyRead: isOnlyRead,
                isAnsweredAtLength: isAnsweredAtLength))
    }

    private mutating func note(_ error: RemoteError, to caller: Caller) {
        if error.dataCode == RemoteError.controlSocketOnlyCode {
            overreaches.append(AnsweredExchanges.Overreach(caller: caller, message: error.message))
        } else {
            refusals.append(error.code)
        }
    }

    /// Asks the ledger one more question.
    ///
    /// - Returns: its place.
    private mutating func ask(_ question: consuming Request, by caller: Caller) -> Int {
        if question.mayWrite { mayWrite = true }
        if question.revokesAnAccount { revokesAnAccount = true }
        questions.append(question)
        callers.append(caller)
        return questions.count - 1
    }

    /// Ends the exchange of the requests that were taken in since the one before; where there are none, nobody is
    /// answered.
    mutating func endExchange(
        with caller: Caller, isList: Bool, messageBytes: Int = 0, endingConnection: Bool = false
    ) {
        let start = exchanges.last?.parts.upperBound ?? 0
        guard start < parts.count else { return }
        // An id comes back, and each call may have its reason: what is asked at length may be answered so.
        let isLong = isList || messageBytes > Self.usualBytes
        let longParts = max(parts[start...].count(where: \.isAnsweredAtLength), isLong ? 1 : 0)
        longAnswers += longParts
        exchanges.append(
            Exchange(
                caller: caller, parts: start..<parts.count, isList: isList, isAnsweredAtLength: longParts > 0,
                endsConnection: endingConnection))
    }
}
