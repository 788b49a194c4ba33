import Descriptors
import Glibc

/// How long tests wait for what must come, on however slow a machine: a bound for hanging, not a measure of anything.
package enum Patience {
    /// In seconds.
    package static let bound = 60

    /// In milliseconds.
    package static let milliseconds = bound * 1000
}

/// Whether something becomes true, asked again and again.
package func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let end = SystemClock.monotonicMicroseconds() + UInt64(Patience.bound) * 1_000_000
    while SystemClock.monotonicMicroseconds() < end {
        if try condition() { return true }
        usleep(5000)
    }
    return try condition()
}
