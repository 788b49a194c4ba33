import SessionKeys

/// A time as an administrator writes it on a command line.
enum TimeArgument: Equatable {
    /// So many seconds from now.
    case fromNow(Int64)
    /// Unix seconds; 0 is never.
    case absolute(Int64)

    /// How it is written that something has no end.
    static let never = "never"

    /// A hundred years.
    private static let longest: Int64 = 36_500 * 86_400
    /// No session is of a time before (it is in 2001); bare numbers below are none that anybody means.
    private static let firstUnixTime: Int64 = 1_000_000_000
    /// The times of sessions as JavaScript and Java count them.
    private static let unixMilliseconds = firstUnixTime * 1000..<(SessionDefinition.latestExpirySec + 1) * 1000

    /// Reads `1h`, `1h 30min`, `1893456000`, `2030-01-31`, `2030-01-31T12:00:00Z`, or of an end `never`, which the
    /// protocol's `0` says too.
    init(_ text: String, as kind: TimeKind) throws(TimeFault) {
        if text == Self.never || text == "0" {
            self = .absolute(try Self.zero(text, kind))
        } else if let number = Int64(text) {
            guard number >= Self.firstUnixTime else { throw number < 0 ? .notTime(text, kind) : .unitMissing(text) }
            guard !Self.unixMilliseconds.contains(number) else { throw .milliseconds(text) }
            self = .absolute(try Self.within(number, text, kind))
        } else if let date = ISODate.unixSeconds(text) {
            // The beginning of Unix time would be never.
            guard date >= Self.firstUnixTime else { throw .tooEarly(text) }
            self = .absolute(try Self.within(date, text, kind))
        } else if WholeNumber.read(text.utf8) != nil {
            throw .tooFar(text, kind)
        } else {
            guard !ISODate.namesNoDay(text) else { throw .noSuchDay(text) }
            self = .fromNow(try Self.duration(text, kind))
        }
    }

    /// Unix seconds, where what is told from now on lies behind it.
    func unixSeconds(before now: Int64) -> Int64 {
        switch self {
        case .fromNow(let seconds): now - seconds
        case .absolute(let seconds): seconds
        }
    }

    /// Unix seconds, where now is known.
    func unixSeconds(now: Int64) -> Int64 {
        switch self {
        case .fromNow(let seconds): now + seconds
        case .absolute(let seconds): seconds
        }
    }

    /// What `never` or `0` is, where it is taken.
    private static func zero(_ text: String, _ kind: TimeKind) throws(TimeFault) -> Int64 {
        switch kind {
        case .end: return 0
        case .beginning:
            guard text != never else { throw .noBeginning(text) }
            return 0
        case .past: throw text == never ? .notPast(text) : .tooEarly(text)
        }
    }

    /// What is wrong with no time from now.
    private static func nothing(_ text: String, _ kind: TimeKind) -> TimeFault {
        switch kind {
        case .end: .noLength(text)
        case .beginning: .noBeginning(text)
        case .past: .notPast(text)
        }
    }

    private static func within(_ seconds: Int64, _ text: String, _ kind: TimeKind) throws(TimeFault) -> Int64 {
        guard seconds <= SessionDefinition.latestExpirySec else { throw .tooFar(text, kind) }
        return seconds
    }

    private static func duration(_ text: String, _ kind: TimeKind) throws(TimeFault) -> Int64 {
        // Of a bare number nobody knows what it counts: by 1h30 hardly anybody means 30 seconds.
        guard let seconds = DurationText.readWithUnits(text)?.components.seconds else { throw .notTime(text, kind) }
        guard seconds > 0 else { throw nothing(text, kind) }
        guard seconds <= longest else { throw .tooFar(text, kind) }
        return seconds
    }
}
