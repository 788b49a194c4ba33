internal import SessionKeys

/// A full generation of keys on its way to the table, in the order of the hashes.
struct MovingKeys {
    /// The same keys, to be found meanwhile.
    let keys: KeyGeneration
    private var moving: Moving<KeyGeneration.Entry>

    init(_ keys: KeyGeneration) {
        self.keys = keys
        moving = Moving(keys.entries.sorted { $0.hash < $1.hash })
    }

    var isDone: Bool { moving.isDone }

    /// Moves the next ones, but for those of authorizations that are gone.
    mutating func move(_ count: Int, with statements: KeyStatements, but removed: Set<Int64>) throws(LedgerError) {
        guard !isDone else { return }
        for entry in moving.next(count) where !removed.contains(entry.authorization) {
            try statements.insert.run { row in
                row.bind(entry.hash)
                row.bind(entry.authorization)
            }
        }
        if isDone, let last = keys.entries.last { try statements.advance.run { $0.bind(last.authorization) } }
    }

    mutating func adopt() { moving.commit() }

    mutating func discard() { moving.discard() }
}
