import SessionKeys
import TestSupport

/// What the model believes of the clock: never backwards, and no leap that the time since boot does not explain.
struct Watch {
    private(set) var highest: ClockReading?
    /// The longest leap that needs no explanation, in milliseconds.
    static let longestStep: Int64 = 60_000

    /// What time it is by this reading, and whether to believe it.
    mutating func look(at reading: ClockReading) -> Moment {
        guard let highest else {
            self.highest = reading
            return Moment(reading.wall)
        }
        let gone = highest.boot == reading.boot ? reading.sinceBoot - highest.sinceBoot : Int64.max / 2
        if reading.wall.milliseconds - highest.wall.milliseconds > gone + Self.longestStep {
            return Moment(highest.wall, isCertain: false)
        }
        confirm(reading)
        return Moment(self.highest?.wall ?? reading.wall)
    }

    /// Believes the reading, as far as it goes forward.
    mutating func confirm(_ reading: ClockReading) {
        if let highest, reading.wall <= highest.wall {
            guard highest.boot != reading.boot else { return }
            self.highest = ClockReading(wall: highest.wall, sinceBoot: reading.sinceBoot, boot: reading.boot)
        } else {
            highest = reading
        }
    }
}
