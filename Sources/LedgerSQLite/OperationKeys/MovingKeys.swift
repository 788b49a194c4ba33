import SessionKeys

/// A full generation of keys on its way to the table, in the order of the hashes.
struct MovingKeys {
    /// The same keys, to be found meanwhile.
    var keys: KeyGeneration
    /// Up to this authorization the table has all keys, once these have moved.
    let through: Int64
    /// Where the next ones stand; and where they stood when the last transaction was committed.
    private var next = 0
    private var committed = 0
    private(set) var isDone = false

    init(_ keys: KeyGeneration, through: Int64) {
        self.keys = keys
        self.through = through
    }

    /// Moves the next ones, but for those of authorizations that are gone.
    mutating func move(_ count: Int, with statements: KeyStatements) throws(LedgerError) {
        guard !isDone else { return }
        for _ in 0..<count {
            guard let key = keys.next(from: &next) else {
                isDone = true
                return try statements.advance.run { $0.bind(through: through) }
            }
            guard !key.isRemoved else { continue }
            try statements.insert.run { row in
                row.bind(key.hash)
                row.bind(key.authorization)
            }
        }
    }

    mutating func adopt() { committed = next }

    mutating func discard() { (next, isDone) = (committed, false) }
}
