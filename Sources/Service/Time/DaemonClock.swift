package import SessionKeys

/// The daemon's time: readings of the machine's clocks, taken for what the timekeeper believes of them.
package final class DaemonClock {
    private let read: () -> ClockReading
    private var timekeeper: Timekeeper
    /// The moment that the current turn of the loop is decided at.
    package var moment: Moment { timekeeper.moment }
    /// What the clocks said last, believed or not.
    package private(set) var reading: ClockReading
    /// The steps of the wall clock since the start.
    package private(set) var steps = ClockSteps()

    /// A clock that goes on from what the ledger kept.
    ///
    /// - Parameters:
    ///   - kept: the highest reading that the ledger knows.
    ///   - longestStep: the longest forward step that needs no explanation, in milliseconds.
    ///   - read: takes a reading; tests give their own.
    package init(kept: ClockReading?, longestStep: Int64, read: @escaping () -> ClockReading) {
        self.read = read
        timekeeper = Timekeeper(highest: kept, longestStep: longestStep)
        reading = read()
        timekeeper.observe(reading)
    }

    /// Looks at the clocks again.
    @discardableResult
    package func observe() -> Moment {
        takeReading()
        return timekeeper.observe(reading)
    }

    /// Believes what the clocks say, as an administrator confirmed it, once that is kept.
    package func confirm<E>(keeping keep: (ClockReading) throws(E) -> Void) throws(E) {
        takeReading()
        var confirmed = timekeeper
        confirmed.confirm(reading)
        if let highest = confirmed.highest { try keep(highest) }
        timekeeper = confirmed
    }

    private func takeReading() {
        let next = read()
        steps.count(from: reading, to: next)
        reading = next
    }

    /// The highest reading that was believed.
    package var highest: ClockReading? { timekeeper.highest }

    /// How far the wall clock stands beyond what elapsed time explains, in milliseconds.
    package var unexplainedStep: Int64 { timekeeper.unexplainedStep(of: reading) }

    /// How far the wall clock stands behind the believed time, which waits for it, in milliseconds.
    package var millisecondsBehind: Int64 { max(0, moment.now.milliseconds - reading.wall.milliseconds) }

    /// The longest forward step that needs no explanation, in milliseconds.
    package var longestStep: Int64 {
        get { timekeeper.longestStep }
        set { timekeeper.longestStep = newValue }
    }
}
