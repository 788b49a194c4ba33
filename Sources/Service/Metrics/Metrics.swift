internal import Descriptors
internal import SessionKeys

/// What is counted and measured from the start of the daemon on. The loop counts by the turn: a few additions a request, and no
/// reading of a clock for one.
final class Metrics {
    /// When the daemon started, in Unix milliseconds.
    let startedAt = SystemClock.unixMilliseconds()

    private(set) var turns = 0
    private(set) var requests = RequestCounts()
    private(set) var rates = Rates()
    /// By the first reason's code.
    private(set) var denials: [DenialCode: Int] = [:]
    private(set) var sessionsCreated = 0
    private(set) var sessionsEnded: [SessionStatus: Int] = [:]
    private(set) var reservations = 0
    private(set) var settlements: [Settlement.Outcome: Int] = [:]

    /// How long it took to make changes durable.
    private(set) var commit = Histogram.ofWork
    /// How long an authorization took, from the turn that found it to its answer; denials too.
    private(set) var authorize = Histogram.ofWork
    /// How long after its second a session was ended.
    private(set) var expiryLateness = Histogram.ofLateness

    var storeFailures = 0
    var connectionsRefused = 0
    var subscribersDropped = 0

    private var turnBegan: UInt64 = 0

    /// Takes note of when a turn of the loop found something to do, in microseconds of the monotonic clock.
    func beginTurn(at microseconds: UInt64) {
        turns += 1
        turnBegan = microseconds
    }

    /// Counts what was asked in a turn and how it was answered.
    ///
    /// - Parameters:
    ///   - microseconds: the monotonic clock's, when the answers were written.
    ///   - second: the boot clock's.
    func count(_ outcome: Outcome, at microseconds: UInt64, in second: Int64) {
        let before = requests.authorize
        var counts = Rates.Counts()
        counts.requests = outcome.cases.count
        for one in outcome.cases {
            requests.count(one.request)
            count(one.answer, in: &counts)
        }
        rates.add(counts, at: second)
        authorize.add(microseconds - turnBegan, times: requests.authorize - before)
        countCommit(of: outcome.turn.events, microseconds: outcome.commitMicroseconds)
    }

    private func count(_ answer: Result<Answer, LedgerError>, in counts: inout Rates.Counts) {
        switch answer {
        case .success(.authorized): counts.authorized += 1
        case .success(.denied(let reasons)):
            counts.denied += 1
            if let first = reasons.first { denials[first.code, default: 0] += 1 }
        case .failure: storeFailures += 1
        case .success: break
        }
    }

    /// Measures a commit; where nothing happened, nothing was written.
    func countCommit(of events: [Event], microseconds: UInt64) {
        guard !events.isEmpty else { return }
        commit.add(microseconds)
    }

    /// Counts what happened.
    func count(_ events: [Event]) {
        for event in events {
            switch event.body {
            case .created: sessionsCreated += 1
            case .reserved: reservations += 1
            case .settled(_, _, let outcome): settlements[outcome, default: 0] += 1
            case .ended(let ending):
                sessionsEnded[ending.status, default: 0] += 1
                if ending.status == .expired { countLateness(of: ending, at: event.time) }
            }
        }
    }

    private func countLateness(of ending: Ending, at time: Instant) {
        let milliseconds = max(0, time.milliseconds - Instant(seconds: ending.endedSec).milliseconds)
        expiryLateness.add(UInt64(milliseconds) * 1000)
    }
}
