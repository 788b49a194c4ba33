import Descriptors
import SessionKeys

/// When the daemon acts by itself: one timer, always armed for the next deadline or for a step of the clock.
struct Schedule {
    private let timer: WallTimer
    /// When the next thing falls due, as the ledger said last.
    var next: Instant?
    /// When what is due and could not be done is tried again: until then the rest goes on as if nothing were due.
    var retryAt: Instant?
    /// When endings are to be written down with their sessions next; `nil` where all are.
    var nextPosting: Instant?
    /// When history is to be removed next; `nil` where nothing will be old before something new happens.
    var nextRemoval: Instant?
    /// When the highest time was stored last, or that was tried, in milliseconds.
    var clockKeptAt: Int64 = 0
    private var armed: Armed?
    private var pausedUntil: Int64?

    /// What the timer waits for.
    private enum Armed: Equatable {
        case deadline(Instant)
        case clockChanges
    }

    init(timer: WallTimer) { self.timer = timer }

    /// Has the ledger asked what is due in the next turn.
    mutating func ask() { next = Instant(milliseconds: 0) }

    func isDue(at moment: Moment) -> Bool {
        guard moment.isCertain, pauseMilliseconds == nil, let nextTry else { return false }
        return nextTry <= moment.now
    }

    private var nextTry: Instant? { next.map { max($0, retryAt ?? $0) } }

    /// Schedules the writing of endings, unless an earlier time is set already: later endings must not put off earlier
    /// ones for ever.
    mutating func beginPosting(at instant: Instant) { nextPosting = nextPosting ?? instant }

    /// Whether endings are to be written down, and nothing is due.
    func isPostingDue(at moment: Moment) -> Bool { canWait(until: nextPosting, at: moment) }

    /// Whether history is to be removed, and nothing is due.
    func isRemovalDue(at moment: Moment) -> Bool { canWait(until: nextRemoval, at: moment) }

    private func canWait(until next: Instant?, at moment: Moment) -> Bool {
        guard moment.isCertain, pauseMilliseconds == nil, !isDue(at: moment), let next else { return false }
        return next <= moment.now
    }

    /// Lets a store that cannot write alone for a while.
    mutating func pause(milliseconds: Int64 = 1000) { pausedUntil = SystemClock.bootMilliseconds() + milliseconds }

    /// How long the store is still let alone.
    var pauseMilliseconds: Int32? {
        guard let pausedUntil else { return nil }
        let left = pausedUntil - SystemClock.bootMilliseconds()
        return left > 0 ? Int32(clamping: left) : nil
    }

    /// Takes note that the timer fired or the clock was set; either way it is armed anew.
    mutating func readTimer() throws(DaemonError) {
        if try DaemonError.wrapping(timer.read) != .nothing { armed = nil }
    }

    /// Arms the timer, where that changes anything. Unbelieved time brings no deadline nearer: then only a step counts.
    mutating func arm(isCertain: Bool) throws(SystemError) {
        let wanted: Armed =
            isCertain && pauseMilliseconds == nil
            ? [nextTry, nextPosting, nextRemoval].compactMap(\.self).min().map(Armed.deadline) ?? .clockChanges
            : .clockChanges
        guard wanted != armed else { return }
        armed = wanted
        switch wanted {
        case .deadline(let instant): try timer.arm(atUnixMilliseconds: instant.milliseconds)
        case .clockChanges: try timer.armForClockChanges()
        }
    }
}
