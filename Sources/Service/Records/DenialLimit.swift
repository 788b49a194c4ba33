/// Lets a few denials a second into the log and counts the rest, so that whoever is denied cannot drown the log.
struct DenialLimit {
    static let perSecond = 5

    private var second: Int64 = 0
    private var written = 0
    private(set) var omitted = 0

    /// Whether a denial in this second is written.
    mutating func admits(at second: Int64) -> Bool {
        if second != self.second {
            self.second = second
            written = 0
        }
        guard written < Self.perSecond else {
            omitted += 1
            return false
        }
        written += 1
        return true
    }

    /// How many were left out before this second; asked once.
    mutating func takeOmitted(at second: Int64) -> Int {
        guard second != self.second else { return 0 }
        defer { omitted = 0 }
        return omitted
    }
}
