import SessionKeys

/// A length of time in words: the two largest units that matter, or only the largest one.
enum TimeSpan {
    private static let units: [(seconds: UInt64, letter: String)] = [(86400, "d"), (3600, "h"), (60, "m"), (1, "s")]

    /// The length as `2d 3h`, `59m 58s` or `0s`, in so many units at most.
    static func text(seconds: UInt64, units most: Int = 2) -> String {
        var rest = seconds
        var words: [String] = []
        for unit in units {
            let count = rest / unit.seconds
            rest %= unit.seconds
            if count > 0 {
                words.append("\(count)\(unit.letter)")
            } else if !words.isEmpty {
                break
            }
            if words.count == most { break }
        }
        return words.isEmpty ? "0s" : words.joined(separator: " ")
    }

    /// Where a moment lies as seen from another: `in 59m 58s`, `2h ago`, `now`.
    static func text(to moment: Int64, from now: Int64, units most: Int = 2) -> String {
        guard moment != now else { return "now" }
        let (difference, overflow) = moment.subtractingReportingOverflow(now)
        let text = text(seconds: overflow ? .max : difference.magnitude, units: most)
        return moment > now ? "in \(text)" : "\(text) ago"
    }

    /// A moment both ways: `2026-01-31 12:00:00 UTC (in 59m 58s)`.
    static func both(_ moment: Int64, now: Int64) -> String {
        "\(CivilDate(unixSeconds: moment)) (\(text(to: moment, from: now)))"
    }
}
