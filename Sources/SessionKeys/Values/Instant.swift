/// A moment of wall-clock time, in milliseconds since 1970.
package struct Instant: Hashable, Comparable, Sendable {
    /// Since the beginning of 1970, in UTC.
    package let milliseconds: Int64

    /// So many milliseconds after the beginning of 1970.
    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// A moment in whole seconds; one that no clock will show counts as the last one.
    package init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        milliseconds = overflow ? .max : product
    }

    /// Whole seconds, as the rules compare them; the start of the second counts.
    package var seconds: Int64 { milliseconds / 1000 }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment as a date and a time of day: `2026-11-23 18:05:00 UTC`.
    package var utcText: String {
        let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        return CivilDate(unixSeconds: rest < 0 ? seconds - 1 : seconds).description
    }
}
