import SessionKeys

/// Keys that the table lacks, as a row holds them: those that transactions have added or removed, in that order.
struct KeyRun {
    static let all =
        "SELECT number, previous, through, keys, seal FROM authorization_key_run WHERE through > ? ORDER BY number"
    static let insertion =
        "INSERT INTO authorization_key_run (previous, through, keys, seal) VALUES (?, ?, ?, ?)"
    /// The first that is damaged, and those behind it.
    static let truncation = "DELETE FROM authorization_key_run WHERE number >= ?"
    /// The oldest ones, few enough for one transaction, and none that the table may need.
    static let removal =
        "DELETE FROM authorization_key_run "
        + "WHERE number < (SELECT min(number) FROM authorization_key_run) + 4 AND through <= ?"

    /// Up to this authorization the runs before it have every key, and it goes on from there: where one is missing, the
    /// next one does not begin where the one before it ends.
    let previous: Int64
    /// Up to this authorization it has them itself.
    let through: Int64
    let keys: [KeyEntry]

    /// A run that is to be written.
    init(_ keys: [KeyEntry], previous: Int64, through: Int64) {
        self.keys = keys
        self.previous = previous
        self.through = through
    }

    /// The run in a row; `nil` where the row is not what was written.
    init?(_ row: Statement) {
        let bytes = row.bytes(3)
        guard bytes.count.isMultiple(of: KeyEntry.size) else { return nil }
        var keys: [KeyEntry] = []
        keys.reserveCapacity(bytes.count / KeyEntry.size)
        for start in stride(from: 0, to: bytes.count, by: KeyEntry.size) {
            guard let key = KeyEntry(bytes: bytes[start..<(start + KeyEntry.size)]) else { return nil }
            keys.append(key)
        }
        self.init(keys, previous: row.integer(1), through: row.integer(2))
        guard seal(bytes) == row.integer(4) else { return nil }
    }

    func bind(to row: inout Binder) {
        let bytes = [UInt8](capacity: keys.count * KeyEntry.size) { output in
            for key in keys { key.append(to: &output) }
        }
        row.bind(previous)
        row.bind(through)
        row.bind(bytes)
        row.bind(seal(bytes))
    }

    private func seal(_ bytes: [UInt8]) -> Int64 { Seal.of(keys: bytes, previous: previous, through: through) }
}
