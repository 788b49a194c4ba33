import Glibc

/// The clocks of the machine.
package enum SystemClock {
    /// The wall clock: milliseconds since 1970, which an administrator or a time server may set at any moment.
    package static func unixMilliseconds() -> Int64 {
        let time = read(CLOCK_REALTIME)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec / 1_000_000)
    }

    /// The wall clock in whole seconds since 1970.
    package static func unixSeconds() -> Int64 { unixMilliseconds() / 1000 }

    /// Milliseconds since the machine started, those it slept through included: it never goes back.
    package static func bootMilliseconds() -> Int64 {
        let time = read(CLOCK_BOOTTIME)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec / 1_000_000)
    }

    /// Microseconds of the clock that the supervisor compares: it never goes back.
    package static func monotonicMicroseconds() -> UInt64 {
        let time = read(CLOCK_MONOTONIC)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec / 1000)
    }

    private static func read(_ clock: Int32) -> timespec {
        var time = timespec()
        guard unsafe clock_gettime(clock, &time) == 0 else {
            preconditionFailure("every Linux since 2.6.39 has clock \(clock)")
        }
        return time
    }
}
