import Descriptors
import SessionKeys

/// The time that the daemon goes by, and when it acts by itself again.
extension Upkeep {
    /// Looks at the clock, and says so when it becomes or ceases to be believed.
    func observeClock() {
        let wasCertain = parts.clock.moment.isCertain
        let isCertain = parts.clock.observe().isCertain
        guard wasCertain != isCertain else { return }
        if isCertain {
            let message = "the clock is believed again: the time since boot explains it within ForwardStepSec="
            parts.sink.write(Record(.clockConfirmed, message))
            schedule.ask()
        } else {
            parts.sink.write(Self.uncertainty(of: parts.clock))
        }
    }

    /// What is said of a clock that is not believed.
    static func uncertainty(of clock: DaemonClock) -> Record {
        let message =
            "the clock stands \(clock.unexplainedStep / 1000) s beyond what the time since boot explains: nothing is "
            + "authorized and nothing ended until it agrees again or `leashctl confirm-clock` believes it"
        return Record(.clockUncertain, message, [(.clockStep, String(clock.unexplainedStep))])
    }

    /// A moment so far ahead of the believed time.
    func moment(in milliseconds: Int64) -> Instant {
        Instant(milliseconds: parts.clock.moment.now.milliseconds + milliseconds)
    }

    /// Whether the time was last stored so long ago.
    func isClockDue(every milliseconds: Int64) -> Bool {
        parts.clock.moment.now.milliseconds - schedule.clockKeptAt >= milliseconds
    }

    /// Stores the highest time that was seen, where it was last stored long ago.
    func keepClock(every milliseconds: Int64) throws(DaemonError) {
        // Without the reserve nothing is written, which was told when it was given up.
        guard isClockDue(every: milliseconds), let highest = parts.clock.highest, parts.reserve.takeBack() else {
            return
        }
        // Where it fails, not with every turn again.
        schedule.clockKeptAt = parts.clock.moment.now.milliseconds
        do throws(LedgerError) {
            try parts.ledger.keep(highest)
            telemetry.metrics.noteStoreWorks()
        } catch {
            try telemetry.recordStoreFailure("the time cannot be stored", error)
        }
    }

    /// Arms the timer for the next deadline.
    func arm() throws(DaemonError) {
        try DaemonError.wrapping { () throws(SystemError) in
            try schedule.arm(isCertain: parts.clock.moment.isCertain)
        }
    }
}
