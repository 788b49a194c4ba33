import ControlProtocol
import Descriptors
import SessionKeys

/// What is counted and measured from the start of the daemon on. The loop counts by the turn: a few additions a
/// request, and no reading of a clock for one.
final class Metrics {
    /// When the daemon started, in Unix milliseconds.
    let startedAt = SystemClock.unixMilliseconds()

    private(set) var turns = 0
    private(set) var requests = RequestCounts()
    private(set) var rates = Rates()
    /// By the first reason's code.
    private(set) var denials: [DenialCode: Int] = [:]
    /// How often somebody asked at one socket for what only the other one offers.
    private(set) var overreaches = 0
    /// What was refused before anything was decided, by the code of the error.
    private(set) var refusals = Dictionary(uniqueKeysWithValues: RemoteError.refusalCodes.map { ($0, 0) })
    private(set) var sessionsCreated = 0
    private(set) var sessionsEnded: [SessionStatus: Int] = [:]
    private(set) var reservations = 0
    /// How many of them nobody settled in time, so that they count as spent.
    private(set) var reservationsLapsed = 0
    private(set) var settlements: [Settlement.Outcome: Int] = [:]

    /// How long a batch took, the disk included.
    private(set) var commit = Histogram.ofWork
    /// How long an authorization took, from when its batch began to be read to its answer; denials too.
    private(set) var authorize = Histogram.ofWork
    /// How long after its second a session was ended.
    private(set) var expiryLateness = Histogram.ofLateness

    private(set) var recentDenials = RecentDenials()

    private(set) var removed = Removal()
    private(set) var storeFailures = 0
    /// Whether the store failed last, and has kept nothing since.
    private(set) var storeIsFailing = false
    var connectionsRefused = 0
    var subscribersDropped = 0

    private var clocks = ClockReading(wall: Instant(milliseconds: 0), sinceBoot: 0, boot: 0)

    /// Takes note that a turn of the loop begins.
    ///
    /// - Parameter clocks: what they say.
    func beginTurn(_ clocks: ClockReading) {
        turns += 1
        self.clocks = clocks
    }

    /// Counts what was asked and how it was answered, at a time of the monotonic clock.
    func count(_ outcome: AnsweredExchanges, at microseconds: UInt64) {
        requests.add(outcome.asked)
        var counts = Rates.Counts()
        counts.requests = outcome.asked.total
        for one in outcome.requests { count(one, in: &counts) }
        overreaches += outcome.overreaches.count
        for code in outcome.refusals { refusals[code, default: 0] += 1 }
        rates.add(counts, at: clocks.sinceBoot / 1000)
        authorize.add(microseconds - outcome.began, times: outcome.asked[.authorize])
        countCommit(of: outcome.events, microseconds: outcome.commitMicroseconds)
    }

    private func count(_ one: AnsweredExchanges.AnsweredRequest, in counts: inout Rates.Counts) {
        switch one.answer {
        case .success(.authorized): counts.authorized += 1
        case .success(.denied(let reasons, _)):
            counts.denied += 1
            if let first = reasons.first { count(first, of: one) }
        case .success(.unknownSession), .success(.unknownAuthorization):
            refusals[RemoteError.unknownCode, default: 0] += 1
        case .success(.invalid): refusals[RemoteError.invalidCode, default: 0] += 1
        case .failure(let error): countStoreFailure(error)
        case .success: break
        }
    }

    private func count(_ reason: Reason, of one: AnsweredExchanges.AnsweredRequest) {
        denials[reason.code, default: 0] += 1
        let subject: RecentDenials.Subject =
            switch one.request {
            case .authorize(let request): .operation(request.session)
            case .settle(let request): .settlement(request.authorization)
            case .create, .check, .revoke, .read: .other
            }
        recentDenials.add(
            RecentDenials.Entry(
                time: clocks.wall, subject: subject, code: reason.code, message: reason.recordText(of: one.request),
                caller: one.caller))
    }

    /// Counts something that the store did not do. What is damaged is refused, and the store works for all others.
    func countStoreFailure(_ error: LedgerError) {
        storeFailures += 1
        if case .corrupt = error { return }
        storeIsFailing = true
    }

    /// Measures a commit; where nothing happened, nothing was written.
    func countCommit(of events: [Event], microseconds: UInt64) {
        guard !events.isEmpty else { return }
        commit.add(microseconds)
        noteStoreWorks()
    }

    /// Counts what a step of retention removed.
    func count(_ step: Removal) {
        removed.add(step)
        if step.count > 0 { noteStoreWorks() }
    }

    /// Takes note that the store kept something.
    func noteStoreWorks() { storeIsFailing = false }

    /// Counts what happened. Sessions that expire together end alike, and are counted at once.
    func count(_ events: [Event]) {
        var position = 0
        while position < events.count {
            let event = events[position]
            let end = events[position...].firstIndex { $0.time != event.time || $0.body != event.body } ?? events.count
            count(event, times: end - position)
            position = end
        }
    }

    /// Counts the reservations that have run out among what was ended and settled because it was due.
    func countLapses(among events: [Event]) {
        for event in events { if case .settled = event.body { reservationsLapsed += 1 } }
    }

    private func count(_ event: Event, times: Int) {
        switch event.body {
        case .created: sessionsCreated += times
        case .reserved: reservations += times
        case .settled(_, _, let outcome): settlements[outcome, default: 0] += times
        case .ended(let ending):
            sessionsEnded[ending.status, default: 0] += times
            if ending.status == .expired { countLateness(of: ending, at: event.time, times: times) }
        }
    }

    private func countLateness(of ending: Ending, at time: Instant, times: Int) {
        let milliseconds = max(0, time.milliseconds - Instant(seconds: ending.endedSec).milliseconds)
        expiryLateness.add(UInt64(milliseconds) * 1000, times: times)
    }
}
