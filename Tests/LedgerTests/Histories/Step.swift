import SessionKeys
import TestSupport

/// Something that a ledger is told to do, with everything that it depends on: taken again, it does the same again.
enum Step {
    case commit([Request], at: Moment, clock: ClockReading)
    case maintain(limit: Int, at: Moment, clock: ClockReading)

    /// What a ledger makes of it.
    func taken(by ledger: any Ledger) throws -> AnsweredBatch {
        switch self {
        case .commit(let requests, let moment, let clock):
            return try ledger.commit(requests, at: moment, clock: clock)
        case .maintain(let limit, let moment, let clock):
            let done = try ledger.maintain(at: moment, clock: clock, limit: limit)
            return AnsweredBatch(answers: [], events: done.events, nextDeadline: done.nextDeadline)
        }
    }

    /// When it is taken.
    var moment: Moment {
        switch self {
        case .commit(_, let moment, _), .maintain(_, let moment, _): moment
        }
    }

    /// The same, one request at a time.
    var apart: [Step] {
        guard case .commit(let requests, let moment, let clock) = self else { return [self] }
        return requests.map { .commit([$0], at: moment, clock: clock) }
    }
}
