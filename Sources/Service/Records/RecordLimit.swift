/// Lets a few records of each kind a second into the log and counts the rest, so that no load can drown it: all kinds
/// together stay under 50 lines a second.
struct RecordLimit {
    private var second = Int64.min
    private var written = [Int](repeating: 0, count: RecordKind.allCases.count)
    private var omitted = [Int](repeating: 0, count: RecordKind.allCases.count)
    /// Whether anything was left out in this second.
    private(set) var hasOmitted = false

    /// Whether one more record of the kind may be written in this second.
    mutating func admits(_ kind: RecordKind) -> Bool {
        guard let limit = kind.perSecond else { return true }
        guard written[kind.rawValue] < limit else { return false }
        written[kind.rawValue] += 1
        return true
    }

    /// Counts records that were left out.
    mutating func omit(_ kind: RecordKind, _ count: Int = 1) {
        omitted[kind.rawValue] += count
        hasOmitted = true
    }

    /// Begins a second, if it is another one than before.
    ///
    /// - Returns: what was left out in the one before, and how much of it; told once.
    mutating func begin(_ second: Int64) -> [(kind: RecordKind, count: Int)] {
        guard second != self.second else { return [] }
        self.second = second
        for index in written.indices { written[index] = 0 }
        guard hasOmitted else { return [] }
        defer {
            for index in omitted.indices { omitted[index] = 0 }
            hasOmitted = false
        }
        return RecordKind.allCases.filter { omitted[$0.rawValue] > 0 }.map { ($0, omitted[$0.rawValue]) }
    }
}
