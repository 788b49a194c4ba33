/// Spans of time as systemd.time(7) writes them: `20s`, `1h 30min`, `1.5d`, a bare number for seconds.
package enum DurationText {
    private static let second = 1_000_000
    private static let minute = 60 * second
    private static let hour = 60 * minute
    private static let day = 24 * hour

    /// The microseconds of each unit by all of its names; a month is 30.44 days and a year 365.25, as in systemd.
    private static let units: [String: Int] = {
        let names: [(String, Int)] = [
            ("us usec µs μs", 1), ("ms msec", 1000), ("s sec second seconds", second),
            ("m min minute minutes", minute), ("h hr hour hours", hour), ("d day days", day),
            ("w week weeks", 7 * day), ("M month months", 2_629_800 * second), ("y year years", 31_557_600 * second),
        ]
        return names.reduce(into: [:]) { units, entry in
            for name in entry.0.split(separator: " ") { units[String(name)] = entry.1 }
        }
    }()

    /// Reads the sum of one or more numbers with units; one without is seconds.
    package static func read(_ text: String) -> Duration? { read(text, bareUnit: second) }

    /// Reads the sum of one or more numbers, each with its unit.
    package static func readWithUnits(_ text: String) -> Duration? { read(text, bareUnit: nil) }

    private static func read(_ text: String, bareUnit: Int?) -> Duration? {
        var rest = Array(text.utf8)[...]
        var total = 0
        repeat {
            guard let part = readPart(&rest, bareUnit: bareUnit) else { return nil }
            total = WholeNumber.add(total, part)
        } while !rest.isEmpty
        return .microseconds(total)
    }

    private static func readPart(_ rest: inout ArraySlice<UInt8>, bareUnit: Int?) -> Int? {
        guard let whole = WholeNumber.read(take(&rest, while: WholeNumber.isDigit)) else { return nil }
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = take(&rest, while: WholeNumber.isDigit)
            guard !fraction.isEmpty else { return nil }
        }
        _ = take(&rest, while: isSpace)
        let name = String(decoding: take(&rest, while: { !WholeNumber.isDigit($0) && !isSpace($0) }), as: UTF8.self)
        _ = take(&rest, while: isSpace)
        guard let unit = name.isEmpty ? bareUnit : units[name] else { return nil }
        return WholeNumber.add(WholeNumber.multiply(whole, unit), read(fraction: fraction, of: unit))
    }

    /// Digits after the point, each a tenth of the one before; what is finer than a microsecond is dropped.
    private static func read(fraction digits: ArraySlice<UInt8>, of unit: Int) -> Int {
        var weight = unit
        return digits.reduce(0) { sum, byte in
            let digit = WholeNumber.digit(byte) ?? 0
            defer { weight /= 10 }
            return sum + digit * weight / 10
        }
    }

    private static func take(
        _ rest: inout ArraySlice<UInt8>, while belongs: (UInt8) -> Bool
    ) -> ArraySlice<UInt8> {
        let taken = rest.prefix(while: belongs)
        rest = rest[taken.endIndex...]
        return taken
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    /// Writes a span that is not negative in days, hours and so on, without the units that are zero.
    package static func write(_ time: Duration) -> String {
        let (seconds, attoseconds) = time.components
        let microseconds = attoseconds / 1_000_000_000_000
        let parts: [(Int64, String)] = [
            (seconds / 86400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
            (microseconds / 1000, "ms"), (microseconds % 1000, "us"),
        ]
        let written = parts.filter { $0.0 != 0 }.map { "\($0.0)\($0.1)" }
        return written.isEmpty ? "0" : written.joined(separator: " ")
    }
}
