internal import SessionKeys

/// A ledger with a reserve on its disk. Where the disk is full the reserve is given up, and sessions are ended in its room.
/// Until it is held again nothing else is written, so that the room stays for that.
///
///     held --a session cannot be ended: the disk is full--> given up --there is room again--> held
final class ReservedLedger: Ledger {
    private let ledger: any Ledger
    let reserve: Reserve

    init(_ ledger: any Ledger, reserve: Reserve) {
        self.ledger = ledger
        self.reserve = reserve
    }

    private static let refusal = LedgerError.full("what is left is kept for ending sessions")

    func commit(_ requests: [Request], at moment: Moment, clock: ClockReading?) throws(LedgerError) -> Turn {
        guard reserve.takeBack() else {
            let refused = Turn(answers: requests.map { _ in .failure(Self.refusal) }, events: [], nextDeadline: nil)
            let first = requests.indices.filter { requests[$0].goesFirst }
            return try commit(first, of: requests, after: refused, at: moment, clock: clock)
        }
        return try endingUnended(
            in: try ledger.commit(requests, at: moment, clock: clock), of: requests, at: moment, clock: clock)
    }

    func commitAhead(
        _ requests: [Request], at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> CommittedAhead {
        guard reserve.isHeld else {
            return CommittedAhead(try commit(requests, at: moment, clock: clock), log: nil)
        }
        let ahead = try ledger.commitAhead(requests, at: moment, clock: clock)
        return CommittedAhead(
            try endingUnended(in: ahead.turn, of: requests, at: moment, clock: clock), log: ahead.log)
    }

    /// Ends in the room of the reserve what could not be ended for want of room.
    private func endingUnended(
        in turn: Turn, of requests: [Request], at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> Turn {
        guard turn.answers.contains(where: \.isFull) else { return turn }
        let unended = requests.indices.filter { requests[$0].goesFirst && turn.answers[$0].isFull }
        guard !unended.isEmpty, reserve.giveUp() else { return turn }
        return try commit(unended, of: requests, after: turn, at: moment, clock: clock)
    }

    /// Commits some of the requests, and puts their answers in place of what they had.
    private func commit(
        _ some: [Int], of requests: [Request], after turn: Turn, at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> Turn {
        let next = try ledger.commit(some.map { requests[$0] }, at: moment, clock: clock)
        var answers = turn.answers
        for (place, answer) in zip(some, next.answers) { answers[place] = answer }
        return Turn(answers: answers, events: turn.events + next.events, nextDeadline: next.nextDeadline)
    }

    /// What has expired can wait: it is refused by the time alone.
    func maintain(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Maintenance {
        guard !reserve.takeBack() else { return try ledger.maintain(at: moment, clock: clock, limit: limit) }
        let nothing = try ledger.maintain(at: moment, clock: clock, limit: 0)
        guard let next = nothing.nextDeadline, next <= moment.now else { return nothing }
        throw Self.refusal
    }

    var hasUnposted: Bool { ledger.hasUnposted }

    func post(limit: Int) throws(LedgerError) {
        guard reserve.takeBack() else { throw Self.refusal }
        try ledger.post(limit: limit)
    }

    /// What is removed leaves room in the store, but takes some in its log first.
    func removeHistory(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Removal {
        guard reserve.takeBack() else { throw Self.refusal }
        return try ledger.removeHistory(at: moment, clock: clock, limit: limit)
    }

    func workAhead() { ledger.workAhead() }

    func keep(_ clock: ClockReading) throws(LedgerError) {
        guard reserve.takeBack() else { throw Self.refusal }
        try ledger.keep(clock)
    }

    var rules: LedgerRules {
        get { ledger.rules }
        set { ledger.rules = newValue }
    }

    var overview: Overview { ledger.overview }

    var bytes: Int64 { ledger.bytes }

    func keptClock() throws(LedgerError) -> ClockReading? { try ledger.keptClock() }

    func mark() throws(LedgerError) -> StoreMark? { try ledger.mark() }

    func setMark(_ mark: StoreMark) throws(LedgerError) { try ledger.setMark(mark) }

    func beginCopy(to path: String) throws(LedgerError) -> any LedgerCopy { try ledger.beginCopy(to: path) }

    func close() throws(LedgerError) { try ledger.close() }
}

extension Result<Answer, LedgerError> {
    fileprivate var isFull: Bool { if case .failure(.full) = self { true } else { false } }
}
