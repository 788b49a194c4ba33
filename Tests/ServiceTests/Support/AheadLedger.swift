import SessionKeys
import TestSupport

/// A ledger in memory that leaves what may have been written to be flushed, by a log of the test's.
final class AheadLedger: Ledger {
    private let memory = MemoryLedger()
    private let log: any CommitLog

    init(log: any CommitLog) { self.log = log }

    var rules: LedgerRules {
        get { memory.rules }
        set { memory.rules = newValue }
    }
    var overview: Overview { memory.overview }
    var bytes: Int64 { 0 }

    var keptClock: ClockReading? { memory.keptClock }

    func commit(_ requests: [Request], at moment: Moment, clock: ClockReading?) throws(LedgerError) -> AnsweredBatch {
        try memory.commit(requests, at: moment, clock: clock)
    }

    func commitAhead(
        _ requests: [Request], at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> CommittedAhead {
        let turn = try memory.commit(requests, at: moment, clock: clock)
        return CommittedAhead(turn, log: requests.contains(where: \.mayWrite) ? log : nil)
    }

    func maintain(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Maintenance {
        try memory.maintain(at: moment, clock: clock, limit: limit)
    }

    func removeHistory(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Removal {
        try memory.removeHistory(at: moment, clock: clock, limit: limit)
    }

    func keep(_ clock: ClockReading) throws(LedgerError) { try memory.keep(clock) }

    func mark() throws(LedgerError) -> StoreMark? { memory.mark() }

    func setMark(_ mark: StoreMark) throws(LedgerError) { try memory.setMark(mark) }

    func beginCopy(to path: String) throws(LedgerError) -> any LedgerCopy { try memory.beginCopy(to: path) }

    func close() throws(LedgerError) { memory.close() }
}
