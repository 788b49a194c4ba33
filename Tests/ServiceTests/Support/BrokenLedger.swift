import SessionKeys
import TestSupport

/// A ledger whose disk fails.
final class BrokenLedger: Ledger {
    var rules = LedgerRules()
    let error: LedgerError

    init(_ error: LedgerError) { self.error = error }

    var overview: Overview { Overview() }
    var bytes: Int64 { 0 }

    var keptClock: ClockReading? { nil }

    func commit(_ requests: [Request], at moment: Moment, clock: ClockReading?) throws(LedgerError) -> AnsweredBatch {
        if case .mayHaveLostWrites = error { throw error }
        return AnsweredBatch(answers: requests.map { _ in .failure(error) }, events: [], nextDeadline: nil)
    }

    func maintain(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Maintenance {
        throw error
    }

    func removeHistory(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Removal {
        throw error
    }

    func keep(_ clock: ClockReading) throws(LedgerError) { throw error }

    func mark() throws(LedgerError) -> StoreMark? { throw error }

    func setMark(_ mark: StoreMark) throws(LedgerError) { throw error }

    func beginCopy(to path: String) throws(LedgerError) -> any LedgerCopy { throw error }

    func close() throws(LedgerError) { throw error }
}
