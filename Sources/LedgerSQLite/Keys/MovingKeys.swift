internal import SessionKeys

/// A full generation of keys on its way to the table, in the order of the hashes.
struct MovingKeys {
    /// The same keys, to be found meanwhile.
    let keys: KeyGeneration
    private let sorted: [KeyGeneration.Entry]
    /// How many are in the table, committed; and how many with the transaction that is open.
    private var committed = 0
    private var moved = 0

    init(_ keys: KeyGeneration) {
        self.keys = keys
        sorted = keys.entries.sorted { $0.hash < $1.hash }
    }

    var isDone: Bool { committed == sorted.count }

    /// Moves the next ones, but for those of authorizations that are gone.
    mutating func move(_ count: Int, with statements: KeyStatements, but removed: Set<Int64>) throws(LedgerError) {
        let end = min(sorted.count, moved + count)
        for entry in sorted[moved..<end] where !removed.contains(entry.authorization) {
            try statements.insert.run { row in
                row.bind(entry.hash)
                row.bind(entry.authorization)
            }
        }
        if end == sorted.count, moved < end, let last = keys.entries.last {
            try statements.advance.run { $0.bind(last.authorization) }
        }
        moved = end
    }

    mutating func adopt() { committed = moved }

    mutating func discard() { moved = committed }
}
