package import SessionKeys

/// A machine's clocks, which stand still until a test moves them.
package final class FakeClock {
    /// What the clocks say.
    package private(set) var reading: ClockReading

    /// The second at which tests begin, unless they say otherwise.
    package static let startSec: Int64 = 1_800_000_000

    /// A machine that started an hour ago.
    package init(startSec: Int64 = FakeClock.startSec) {
        reading = ClockReading(wall: Instant(seconds: startSec), sinceBoot: 3_600_000, boot: 1)
    }

    /// Lets time pass, on both clocks.
    package func pass(seconds: Int64) { pass(milliseconds: seconds * 1000) }

    /// Lets a part of a second pass, on both clocks.
    package func pass(milliseconds: Int64) {
        reading = ClockReading(
            wall: Instant(milliseconds: reading.wall.milliseconds + milliseconds),
            sinceBoot: reading.sinceBoot + milliseconds, boot: reading.boot)
    }

    /// Sets the wall clock, forwards or backwards, while no time passes.
    package func step(seconds: Int64) {
        reading = ClockReading(
            wall: Instant(milliseconds: reading.wall.milliseconds + seconds * 1000), sinceBoot: reading.sinceBoot,
            boot: reading.boot)
    }

    /// Starts the machine again; the wall clock goes on.
    package func reboot() {
        reading = ClockReading(wall: reading.wall, sinceBoot: 0, boot: reading.boot + 1)
    }
}
