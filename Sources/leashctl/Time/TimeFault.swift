/// Why a text is no time.
enum TimeFault: Error, Equatable {
    /// It is none of the forms that a time has.
    case notTime(String, TimeKind)
    /// It is written as a day, and no calendar has that day.
    case noSuchDay(String)
    /// A small bare number: a time of 1970, or seconds, or minutes?
    case unitMissing(String)
    /// A bare number that is a time in milliseconds.
    case milliseconds(String)
    /// It is no time at all from now, where an end is asked for.
    case noLength(String)
    /// It is for an end, and stands where a beginning is asked for.
    case noBeginning(String)
    /// It is for an end, and stands where a time of the past is asked for.
    case notPast(String)
    /// It lies before every session.
    case tooEarly(String)
    /// It lies beyond what a session's times can be.
    case tooFar(String, TimeKind)
}

extension TimeFault: CustomStringConvertible {
    /// A sentence that names the value and says what would do.
    var description: String {
        switch self {
        case .notTime(let text, .end):
            "'\(text)' is no time: write 90min, 1h, 2d, 2030-01-31, 2030-01-31T12:00:00+02:00, Unix seconds, or never"
        case .notTime(let text, .beginning), .notTime(let text, .past):
            "'\(text)' is no time: write 90min, 1h, 2d, 2030-01-31, 2030-01-31T12:00:00+02:00, or Unix seconds"
        case .noSuchDay(let text): "'\(text)' is no time: there is no such day"
        case .unitMissing(let text):
            "'\(text)' has no unit: write \(text)s, \(text)min, \(text)h or \(text)d, or a whole Unix time"
        case .milliseconds(let text):
            "'\(text)' looks like milliseconds, and seconds are meant: write \(text.dropLast(3))"
        case .noLength(let text): "'\(text)' ends at once: write at least 1s, or never"
        case .noBeginning(let text): "'\(text)' is no time to begin at: a session begins at once where none is given"
        case .notPast(let text): "'\(text)' is no time of the past: write 90min, 2d, 2030-01-31, or Unix seconds"
        case .tooEarly(let text): "'\(text)' lies too far back: write a time from 2001-09-09T01:46:40Z on"
        case .tooFar(let text, .end):
            "'\(text)' lies too far ahead: write at most 36500d, a time before 2286-11-20, or never"
        case .tooFar(let text, .beginning):
            "'\(text)' lies too far ahead: write at most 36500d, or a time before 2286-11-20"
        case .tooFar(let text, .past):
            "'\(text)' lies too far away: write at most 36500d, or a time before 2286-11-20"
        }
    }
}
