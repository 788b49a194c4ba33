package import Descriptors
package import SessionKeys

/// The clocks of this machine, under the name of its boot.
package enum MachineClock {
    /// A function that takes readings.
    ///
    /// - Throws: where the boot has no name to be read.
    package static func reader() throws(SystemError) -> () -> ClockReading {
        let boot = UInt128(bigEndian: try BootId.current().bytes[...])
        return {
            ClockReading(
                wall: Instant(milliseconds: SystemClock.unixMilliseconds()), sinceBoot: SystemClock.bootMilliseconds(),
                boot: boot)
        }
    }
}
