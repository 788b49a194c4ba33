import SessionKeys

/// How often the wall clock was set, as seen against the time since boot.
package struct ClockSteps: Equatable, Sendable {
    /// How many went forward.
    package private(set) var forward = 0
    /// How many went back.
    package private(set) var backward = 0

    /// A smaller difference is no step; a clock that is slewed drifts by up to a thousandth besides.
    private static let smallestMilliseconds: Int64 = 1000

    /// Compares two readings that follow each other.
    mutating func count(from earlier: ClockReading, to later: ClockReading) {
        guard earlier.boot == later.boot else { return }
        let elapsed = later.sinceBoot - earlier.sinceBoot
        let step = later.wall.milliseconds - earlier.wall.milliseconds - elapsed
        guard step.magnitude >= (Self.smallestMilliseconds + elapsed / 1000).magnitude else { return }
        if step > 0 { forward += 1 } else { backward += 1 }
    }
}
