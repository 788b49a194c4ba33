package import Descriptors
package import SessionKeys

/// The clocks of this machine, under the name of its boot.
package enum MachineClock {
    /// How far apart two readings of the boot clock may be for a reading of the wall clock between them to belong to
    /// both.
    private static let mostApartMilliseconds: Int64 = 50
    /// More than a busy machine ever needs.
    private static let mostAttempts = 100

    /// A function that takes readings.
    ///
    /// - Throws: where the boot has no name to be read.
    package static func reader() throws(SystemError) -> () -> ClockReading {
        let boot = UInt128(bigEndian: try BootID.current().bytes[...])
        return {
            reading(of: boot, wall: SystemClock.unixMilliseconds, sinceBoot: SystemClock.bootMilliseconds)
        }
    }

    /// Reads two clocks at one time. A machine that slept between the two looks would seem to have a wall clock that
    /// somebody set, from the next look on and until it was confirmed.
    static func reading(of boot: UInt128, wall: () -> Int64, sinceBoot: () -> Int64) -> ClockReading {
        var before = sinceBoot()
        for _ in 1..<mostAttempts {
            let now = wall()
            let after = sinceBoot()
            if after - before <= mostApartMilliseconds {
                return ClockReading(wall: Instant(milliseconds: now), sinceBoot: after, boot: boot)
            }
            before = after
        }
        return ClockReading(wall: Instant(milliseconds: wall()), sinceBoot: before, boot: boot)
    }
}
