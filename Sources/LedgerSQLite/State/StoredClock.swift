import SessionKeys

/// The highest clock reading, as the store tells it: by a row of its own, and by the time of the newest authorization.
///
/// The row would be a page of each commit. With authorizations, which are written anyway, once a second is enough.
struct StoredClock {
    /// So far behind the newest authorization the row may be, in milliseconds.
    private static let mostBehind: Int64 = 1000

    /// What the row says, with the open transaction.
    private(set) var row: ClockReading?

    init(_ connection: Connection) throws(LedgerError) {
        row = try connection.prepare("SELECT wall_ms, since_boot_ms, boot, seal FROM clock").first({ _ in }) {
            row throws(LedgerError) in
            let reading = ClockReading(
                wall: Instant(milliseconds: row.integer(0)), sinceBoot: row.integer(1),
                boot: UInt128(bigEndian: row.bytes(2)[...]))
            // By a time that is too late sessions would end for good, and nobody could turn it back.
            guard Self.times.contains(reading.wall.milliseconds), reading.sinceBoot >= 0,
                Seal.fits(row.optionalInteger(3), Seal.of(reading))
            else { throw LedgerError.corrupt("the clock's row") }
            return reading
        }
    }

    /// What a wall clock may show: up to the year 9999, so that there is room to add to it.
    private static let times: Range<Int64> = 0..<253_402_300_800_000

    /// Whether the row and an authorization of that time tell the reading.
    func tells(_ reading: ClockReading) -> Bool {
        guard let row, row.boot == reading.boot else { return false }
        return Self.isShort(from: row.wall.milliseconds, to: reading.wall.milliseconds)
            && Self.isShort(from: row.sinceBoot, to: reading.sinceBoot)
    }

    /// The highest reading, given the time of the newest authorization.
    func highest(with authorization: Instant?) -> ClockReading? {
        // One that is further ahead is not what was written.
        guard let row, let authorization, Self.isShort(from: row.wall.milliseconds, to: authorization.milliseconds)
        else {
            return row
        }
        let (sinceBoot, overflow) = row.sinceBoot.addingReportingOverflow(
            authorization.milliseconds - row.wall.milliseconds)
        return overflow ? row : ClockReading(wall: authorization, sinceBoot: sinceBoot, boot: row.boot)
    }

    /// Whether so much time is none or little, and did not pass backwards.
    private static func isShort(from start: Int64, to end: Int64) -> Bool {
        let (passed, overflow) = end.subtractingReportingOverflow(start)
        return !overflow && (0..<mostBehind).contains(passed)
    }

    /// Writes the row, whatever else tells the reading.
    mutating func write(_ reading: ClockReading, with statement: Statement) throws(LedgerError) {
        try statement.run { row in
            row.bind(reading.wall.milliseconds)
            row.bind(reading.sinceBoot)
            row.bind(reading.boot.bigEndianBytes)
            row.bind(Seal.of(reading))
        }
        row = reading
    }
}
