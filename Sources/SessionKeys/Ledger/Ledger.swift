/// The one way to the store: a batch goes in, and when it returns, every decision is durable. When it throws, writes may
/// have been lost: it is not known which decisions are durable, and nothing may be answered any more.
///
/// A batch and not find and save: the boundary of the transaction is in the type, and no caller holds one open.
package protocol Ledger: AnyObject {
    /// The settings that the rules depend on; a change counts from the next batch on.
    var rules: LedgerRules { get set }

    /// The highest clock reading that the store holds.
    var keptClock: ClockReading? { get }

    /// Answers the requests in their order, each on what the ones before it left, and makes the changes durable at
    /// once.
    ///
    /// A batch that fails as a whole is rolled back and tried again one by one, so that one bad write costs one answer.
    ///
    /// - Parameters:
    ///   - requests: what is asked, in order.
    ///   - moment: the believed time.
    ///   - clock: the highest reading seen, which is kept with whatever the batch changes.
    /// - Returns: an answer for each request, and what happened.
    /// - Throws: only `mayHaveLostWrites`, after which nothing may be answered any more.
    func commit(_ requests: [Request], at moment: Moment, clock: ClockReading?) throws(LedgerError) -> AnsweredBatch

    /// Answers the requests as `commit` does, but may leave the changes to be flushed by another thread, so that the
    /// next batch is decided meanwhile. What comes after builds upon it, and is durable no sooner.
    func commitAhead(
        _ requests: [Request], at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> CommittedAhead

    /// Ends sessions and settles reservations whose time is over, in the order in which they fell due: at most `limit`,
    /// or 32 times as many sessions where they expire together.
    ///
    /// - Returns: what happened, and when to call again: in the past where the limit was reached.
    func maintain(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Maintenance

    /// Whether announced endings still have to be written into their sessions' rows.
    var hasUnposted: Bool { get }

    /// Writes at most `limit` endings that were already announced into their sessions' rows. No answer changes by it.
    ///
    /// - Throws: why one of them could not be written; those that could are.
    func post(limit: Int) throws(LedgerError)

    /// Removes history that is older than the rules' retention: at most `limit` events and authorizations. Without a
    /// retention, and while the time is uncertain, nothing.
    ///
    /// - Returns: how much that was, and when to call again.
    func removeHistory(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Removal

    /// Does some of the work that would keep everybody waiting later, while nobody waits for an answer.
    func workAhead()

    /// Keeps a clock reading although nothing else changed.
    func keep(_ clock: ClockReading) throws(LedgerError)

    /// Why a session was given up (its rows cannot be read or written, and it is denied everything from then on, so that
    /// the others can go on), or something else is done without: each reason once, `nil` where all are told.
    func takeDamage() -> LedgerError?

    /// The store at a glance, known without asking it.
    var overview: Overview { get }

    /// How large the store is.
    var bytes: Int64 { get throws(LedgerError) }

    /// The mark that the store was given last; `nil` where it never was given one.
    func mark() throws(LedgerError) -> StoreMark?

    /// Gives the store a mark, durably.
    func setMark(_ mark: StoreMark) throws(LedgerError)

    /// Begins a copy of the store in a file that is not there yet.
    func beginCopy(to path: String) throws(LedgerError) -> any LedgerCopy

    /// Puts the store in order before the process ends.
    func close() throws(LedgerError)
}
