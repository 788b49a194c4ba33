/// A day and a time of day in UTC, by the Gregorian calendar.
package struct CivilDate: Equatable, Sendable {
    /// The year of the Gregorian calendar.
    package let year: Int64
    /// From 1 to 12.
    package let month: Int64
    /// From 1 to 31.
    package let day: Int64
    /// Seconds since midnight.
    package let secondOfDay: Int64

    /// The date of a moment in Unix seconds.
    ///
    /// Days are counted from the first of March of the year 0, so that the leap day is the last of a year; 400 years
    /// have 146,097 days, always.
    package init(unixSeconds: Int64) {
        let (days, secondOfDay) = Self.floorDivide(unixSeconds, 86400)
        let (era, dayOfEra) = Self.floorDivide(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        self.secondOfDay = secondOfDay
    }

    /// A date that exists; nil for others, such as the 30th of February.
    package init?(year: Int64, month: Int64, day: Int64, secondOfDay: Int64 = 0) {
        guard (0...9999).contains(year), (1...12).contains(month), (0..<86400).contains(secondOfDay),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        (self.year, self.month, self.day, self.secondOfDay) = (year, month, day, secondOfDay)
    }

    /// The moment in Unix seconds.
    package var unixSeconds: Int64 {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = Self.floorDivide(yearFromMarch, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (era * 146_097 + dayOfEra - 719_468) * 86400 + secondOfDay
    }

    private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension CivilDate: CustomStringConvertible {
    /// The date as `2026-01-31 12:00:00 UTC`.
    package var description: String {
        "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2)) \(timeText) UTC"
    }

    /// The date as `2026-01-31 12:00:00`.
    package var shortText: String { String(description.dropLast(4)) }

    /// The time as `12:00:00`.
    package var timeText: String {
        [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map { digits($0, 2) }.joined(separator: ":")
    }

    private func digits(_ number: Int64, _ width: Int) -> String { String(number).padded(to: width) }
}
