import SessionKeys

/// Dates of ISO 8601 in the form that people write: a day, or a day and a time of day, in UTC or with an offset.
enum ISODate {
    /// Unix seconds of `2030-01-31`, `2030-01-31T12:00`, `2030-01-31 12:00:00Z` or `2030-01-31T12:00:00+02:00`; without
    /// an offset it is UTC.
    static func unixSeconds(_ text: String) -> Int64? {
        guard let day = day(text) else { return nil }
        var rest = text.dropFirst(10)
        guard !rest.isEmpty else { return CivilDate(year: day[0], month: day[1], day: day[2])?.unixSeconds }
        guard "T ".contains(rest.removeFirst()), let offset = takeOffset(from: &rest), let second = secondOfDay(rest),
            let date = CivilDate(year: day[0], month: day[1], day: day[2], secondOfDay: second)
        else { return nil }
        return date.unixSeconds - offset
    }

    /// Whether the text begins as a date does, with a day that there is not, such as the 30th of February.
    static func namesNoDay(_ text: String) -> Bool {
        guard let day = day(text) else { return false }
        return CivilDate(year: day[0], month: day[1], day: day[2]) == nil
    }

    /// The year, the month and the day with which a text begins.
    private static func day(_ text: String) -> [Int64]? {
        numbers(text.prefix(10), separator: "-", widths: [4, 2, 2])
    }

    private static func secondOfDay(_ text: Substring) -> Int64? {
        let widths = text.count > 5 ? [2, 2, 2] : [2, 2]
        guard let time = numbers(text, separator: ":", widths: widths), time[0] < 24, time[1] < 60,
            time.dropFirst(2).allSatisfy({ $0 < 60 })
        else { return nil }
        return time[0] * 3600 + time[1] * 60 + (time.count > 2 ? time[2] : 0)
    }

    /// Takes `Z`, `+02:00` or `+0200` off the end, and gives its seconds; nil where it is malformed.
    private static func takeOffset(from text: inout Substring) -> Int64? {
        if text.last == "Z" {
            text.removeLast()
            return 0
        }
        guard let sign = text.firstIndex(where: { $0 == "+" || $0 == "-" }) else { return 0 }
        // As `date` writes it with %:z, and with %z.
        var written = text[text.index(after: sign)...]
        if written.count == 4 { written.insert(":", at: written.index(written.startIndex, offsetBy: 2)) }
        guard let offset = numbers(written, separator: ":", widths: [2, 2]), offset[0] < 24, offset[1] < 60 else {
            return nil
        }
        let seconds = (offset[0] * 60 + offset[1]) * 60
        defer { text = text[..<sign] }
        return text[sign] == "-" ? -seconds : seconds
    }

    private static func numbers(_ text: Substring, separator: Character, widths: [Int]) -> [Int64]? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.map(\.count) == widths else { return nil }
        let numbers = parts.compactMap { $0.utf8.allSatisfy(WholeNumber.isDigit) ? Int64($0) : nil }
        return numbers.count == widths.count ? numbers : nil
    }
}
