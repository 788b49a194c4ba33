import SessionKeys

/// A ledger with a reserve on its disk. Where the disk is full the reserve is given up, and sessions are ended in its
/// room. Until it is held again nothing else is written, so that the room stays for that.
///
///     held --a session cannot be ended: the disk is full--> given up --there is room again--> held
///
/// While what is due cannot be read or written, nothing is decided that would come after it either: a reservation that
/// has run out may have used its session up.
final class LedgerWithReserve: Ledger {
    /// How many things are ended in one step where more would not fit on the disk.
    private static let fewEndings = 8

    private let ledger: any Ledger
    let reserve: DiskReserve
    /// Why what is due could not be done the last time.
    private var unended: LedgerError?
    /// What was passed over in steps that nobody was told of.
    private var untold = UntoldDamage()

    init(_ ledger: any Ledger, reserve: DiskReserve) {
        self.ledger = ledger
        self.reserve = reserve
    }

    private var shortage: LedgerError {
        .full("what is left is kept for ending sessions", limit: reserve.limit)
    }

    func commit(_ requests: [Request], at moment: Moment, clock: ClockReading?) throws(LedgerError) -> AnsweredBatch {
        let answered: AnsweredBatch
        if let refusal = try refusal(at: moment, clock: clock) {
            let refused = AnsweredBatch(answers: requests.map { _ in .failure(refusal) }, events: [], nextDeadline: nil)
            let first = requests.indices.filter { requests[$0].isDoneOnFullDisk }
            answered = try commitAgain(first, of: requests, after: refused, at: moment, clock: clock)
        } else {
            answered = try ledger.commit(requests, at: moment, clock: clock)
        }
        return try endingUnended(in: answered, of: requests, at: moment, clock: clock)
    }

    /// Why only what is done on a full disk is done now, if that is so.
    private func refusal(at moment: Moment, clock: ClockReading?) throws(LedgerError) -> LedgerError? {
        guard reserve.takeBack() else { return shortage }
        guard unended != nil else { return nil }
        do throws(LedgerError) {
            // It may be due no more, as its session was revoked.
            if try stepIfNothingIsDue(at: moment, clock: clock) != nil { unended = nil }
        } catch {
            // What cannot be read now is refused, and not the end.
            guard case .mayHaveLostWrites = error else { return error }
            throw error
        }
        return unended
    }

    /// A step that ends nothing; `nil` where something is due. What it has passed over is told with the next one that
    /// somebody asks for.
    private func stepIfNothingIsDue(at moment: Moment, clock: ClockReading?) throws(LedgerError) -> Maintenance? {
        let step = try ledger.maintain(at: moment, clock: clock, limit: 0)
        for damage in step.damage { untold.insert(damage) }
        if let next = step.nextDeadline, next <= moment.now { return nil }
        return step
    }

    func commitAhead(
        _ requests: [Request], at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> CommittedAhead {
        guard reserve.isHeld, unended == nil else {
            return CommittedAhead(try commit(requests, at: moment, clock: clock), log: nil)
        }
        let ahead = try ledger.commitAhead(requests, at: moment, clock: clock)
        return CommittedAhead(
            try endingUnended(in: ahead.answered, of: requests, at: moment, clock: clock), log: ahead.log)
    }

    /// Ends in the room of the reserve what could not be ended for want of room.
    private func endingUnended(
        in answered: AnsweredBatch, of requests: [Request], at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> AnsweredBatch {
        // Mostly nothing is: then no request is looked at.
        guard answered.answers.contains(where: \.isFull) else { return answered }
        let first = requests.indices.first { requests[$0].isDoneOnFullDisk && answered.answers[$0].isFull }
        guard let first, reserve.giveUp() else { return answered }
        // What was only read behind it is read again, as it comes after it.
        let again = requests.indices[first...].filter {
            requests[$0].isDoneOnFullDisk && (answered.answers[$0].isFull || !requests[$0].mayWrite)
        }
        return try commitAgain(again, of: requests, after: answered, at: moment, clock: clock)
    }

    /// Commits some of the requests, and puts their answers in place of what they had.
    private func commitAgain(
        _ places: [Int], of requests: [Request], after answered: AnsweredBatch, at moment: Moment, clock: ClockReading?
    ) throws(LedgerError) -> AnsweredBatch {
        let next = try ledger.commit(places.map { requests[$0] }, at: moment, clock: clock)
        var answers = answered.answers
        for (place, answer) in zip(places, next.answers) { answers[place] = answer }
        return AnsweredBatch(answers: answers, events: answered.events + next.events, nextDeadline: next.nextDeadline)
    }

    /// What has expired can wait: it is refused by the time alone.
    func maintain(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Maintenance {
        do throws(LedgerError) {
            var done = try maintainWithinRoom(at: moment, clock: clock, limit: limit)
            unended = nil
            for damage in done.damage { untold.insert(damage) }
            done.damage = untold.removeAll()
            return done
        } catch {
            switch error {
            case .full, .cannotWrite, .cannotRead: unended = error
            // Of what is damaged the rest knows nothing.
            case .corrupt, .mayHaveLostWrites: break
            }
            throw error
        }
    }

    private func maintainWithinRoom(
        at moment: Moment, clock: ClockReading?, limit: Int
    ) throws(LedgerError) -> Maintenance {
        guard reserve.takeBack() else {
            guard let step = try stepIfNothingIsDue(at: moment, clock: clock) else { throw shortage }
            return step
        }
        do throws(LedgerError) {
            return try ledger.maintain(at: moment, clock: clock, limit: limit)
        } catch {
            guard case .full = error, limit > Self.fewEndings else { throw error }
            return try ledger.maintain(at: moment, clock: clock, limit: Self.fewEndings)
        }
    }

    var hasUnposted: Bool { ledger.hasUnposted }

    func post(limit: Int) throws(LedgerError) {
        guard reserve.takeBack() else { throw shortage }
        try ledger.post(limit: limit)
    }

    /// What is removed leaves room in the store, but takes some in its log first.
    func removeHistory(at moment: Moment, clock: ClockReading?, limit: Int) throws(LedgerError) -> Removal {
        guard reserve.takeBack() else { throw shortage }
        return try ledger.removeHistory(at: moment, clock: clock, limit: limit)
    }

    func workAhead() { ledger.workAhead() }

    func keep(_ clock: ClockReading) throws(LedgerError) {
        guard reserve.takeBack() else { throw shortage }
        try ledger.keep(clock)
    }

    var rules: LedgerRules {
        get { ledger.rules }
        set { ledger.rules = newValue }
    }

    func takeDamage() -> LedgerError? { ledger.takeDamage() }

    var overview: Overview { ledger.overview }

    var bytes: Int64 { get throws(LedgerError) { try ledger.bytes } }

    var keptClock: ClockReading? { ledger.keptClock }

    func mark() throws(LedgerError) -> StoreMark? { try ledger.mark() }

    func setMark(_ mark: StoreMark) throws(LedgerError) { try ledger.setMark(mark) }

    func beginCopy(to path: String) throws(LedgerError) -> any LedgerCopy { try ledger.beginCopy(to: path) }

    func close() throws(LedgerError) { try ledger.close() }
}

extension Result<Answer, LedgerError> {
    fileprivate var isFull: Bool { if case .failure(.full) = self { true } else { false } }
}
