/// Turns clock readings into the believed time: wall-clock time, but never backwards, and never forwards by a step that
/// the time since boot does not explain (rules 4.3).
package struct Timekeeper: Sendable {
    /// The highest believed time, and the time since boot at which it was believed. The ledger keeps it.
    package private(set) var highest: ClockReading?
    /// What the last reading was believed to be.
    package private(set) var moment: Moment
    /// The longest forward step that needs no explanation, in milliseconds.
    package var longestStep: Int64

    /// A timekeeper that goes on from what the ledger kept.
    package init(highest: ClockReading?, longestStep: Int64) {
        self.highest = highest
        self.longestStep = longestStep
        moment = Moment(highest?.wall ?? Instant(milliseconds: 0))
    }

    /// Takes in a reading and says what time it is.
    @discardableResult
    package mutating func observe(_ reading: ClockReading) -> Moment {
        if let highest, !isPlausible(reading, after: highest) {
            moment = Moment(highest.wall, isCertain: false)
        } else {
            moment = believe(reading)
        }
        return moment
    }

    /// Believes a reading however far ahead it is, as an administrator confirmed it; the time does not go backwards.
    @discardableResult
    package mutating func confirm(_ reading: ClockReading) -> Moment {
        moment = believe(reading)
        return moment
    }

    /// How far the clock stands beyond what elapsed time explains, in milliseconds; what `observe` refuses to believe.
    package func unexplainedStep(of reading: ClockReading) -> Int64 {
        guard let highest, highest.boot == reading.boot else { return 0 }
        return reading.wall.milliseconds - highest.wall.milliseconds - (reading.sinceBoot - highest.sinceBoot)
    }

    private func isPlausible(_ reading: ClockReading, after highest: ClockReading) -> Bool {
        // A new boot has nothing to compare with, and is believed.
        highest.boot != reading.boot || unexplainedStep(of: reading) <= longestStep
    }

    private mutating func believe(_ reading: ClockReading) -> Moment {
        guard let highest, reading.wall <= highest.wall else {
            self.highest = reading
            return Moment(reading.wall)
        }
        if highest.boot != reading.boot {
            // A boot whose clock is behind: from its first reading on there is something to compare with.
            self.highest = ClockReading(wall: highest.wall, sinceBoot: reading.sinceBoot, boot: reading.boot)
        }
        return Moment(highest.wall)
    }
}
