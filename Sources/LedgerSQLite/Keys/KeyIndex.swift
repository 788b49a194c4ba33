internal import SessionKeys

/// Which authorization a key stands for: the newest keys in memory, the others in a table.
///
/// A key's place in the table is random, and writing each one at once would cost every authorization a page of its own.
/// So keys gather in memory; once a generation is full it moves to the table in the order of the hashes, a slice with each
/// transaction, while the next one gathers. What was not moved when the process ended is read again from the authorizations.
final class KeyIndex {
    /// How many keys move for each one that is added: enough to be done before the next generation is full.
    private static let movedForOne = 4

    /// How many move with one transaction at least.
    private static let together = 16

    /// How many keys are gathered before they move.
    private let generationSize: Int
    private let statements: KeyStatements
    private let secret: KeySecret
    private var recent: RecentHash
    private var gathering: KeyGeneration
    private var moving: MovingKeys?
    private var pace: MovingPace
    /// How many of the gathering keys are committed.
    private var committed = 0
    /// The authorizations of keys in memory that were removed, and those of them that the open transaction removes: such a
    /// key leads nowhere, and does not move to the table.
    private var removed: Set<Int64> = []
    private var removedNow: [Int64] = []

    /// Reads the keys that the table lacks: less than a generation, and the one that was on the move.
    init(_ connection: Connection, generationSize: Int = 16384) throws(LedgerError) {
        self.generationSize = generationSize
        pace = MovingPace(together: min(Self.together, generationSize))
        statements = try KeyStatements(connection)
        secret = try KeySecret(connection)
        recent = RecentHash(secret: secret)
        let through = try connection.number("SELECT through FROM authorization_key_progress")
        gathering = try Self.missing(after: through, generationSize, statements, secret)
        while gathering.count == generationSize, let last = gathering.entries.last {
            let next = try Self.missing(after: last.authorization, generationSize, statements, secret)
            // They wait for the first transaction: a store that may yet be refused is left as it is.
            if next.count < generationSize {
                moving = MovingKeys(gathering)
            } else {
                try Self.moveAll(gathering, connection, statements)
            }
            gathering = next
        }
        committed = gathering.count
    }

    /// The authorizations that may stand for a session's key, newest first.
    func authorizations(for key: OperationKey, in session: Int64) throws(LedgerError) -> [Int64] {
        let hash = recent.hash(of: key, in: session)
        var found = gathering.authorizations(with: hash)
        if let moving { found += moving.keys.authorizations(with: hash) }
        try statements.find.forEach({ $0.bind(hash) }) { row throws(LedgerError) in
            found.append(row.integer(0))
            return true
        }
        return found
    }

    /// Adds a key that the transaction has used.
    func add(_ key: OperationKey, in session: Int64, of authorization: Int64) {
        gathering.append(recent.hash(of: key, in: session), of: authorization)
    }

    /// Removes the key of an authorization that the transaction removes.
    func remove(_ key: OperationKey, in session: Int64, of authorization: Int64) throws(LedgerError) {
        try statements.remove.run { row in
            row.bind(secret.hash(of: key, in: session))
            row.bind(authorization)
        }
        guard let oldest = (moving?.keys ?? gathering).entries.first, authorization >= oldest.authorization else {
            return
        }
        removed.insert(authorization)
        removedNow.append(authorization)
    }

    /// Moves keys to the table, as many as the keys ask for that were added since some moved.
    func move() throws(LedgerError) {
        let added = gathering.count - committed
        guard added > 0, moving != nil else { return }
        pace.ask(for: added * Self.movedForOne)
        try moving?.move(pace.take(), with: statements, but: removed)
    }

    /// The transaction is committed.
    func adopt() {
        committed = gathering.count
        pace.commit()
        removedNow = []
        moving?.adopt()
        if let done = moving, done.isDone {
            moving = nil
            if !removed.isEmpty, let last = done.keys.entries.last {
                removed = removed.filter { $0 > last.authorization }
            }
        }
        guard moving == nil, gathering.count >= generationSize else { return }
        moving = MovingKeys(gathering)
        gathering = KeyGeneration(capacity: generationSize)
        committed = 0
    }

    /// The transaction never was.
    func discard() {
        gathering.cut(to: committed)
        pace.discard()
        removed.subtract(removedNow)
        removedNow = []
        moving?.discard()
    }

    /// The keys of the authorizations after that one, a generation at most.
    private static func missing(
        after authorization: Int64, _ limit: Int, _ statements: KeyStatements, _ secret: KeySecret
    ) throws(LedgerError) -> KeyGeneration {
        var keys = KeyGeneration(capacity: limit)
        try statements.missing.forEach({ row in
            row.bind(authorization)
            row.bind(Int64(limit))
        }) { row throws(LedgerError) in
            guard let content = ContentDigest(bytes: row.bytes(3)) else {
                throw LedgerError.corrupt("the key of the authorization \(row.integer(0))")
            }
            let key = OperationKey(name: row.optionalText(2), content: content)
            keys.append(secret.hash(of: key, in: row.integer(1)), of: row.integer(0))
            return true
        }
        return keys
    }

    /// Moves a whole generation at once, where a store had no such table.
    private static func moveAll(
        _ keys: KeyGeneration, _ connection: Connection, _ statements: KeyStatements
    ) throws(LedgerError) {
        var moving = MovingKeys(keys)
        try connection.execute("BEGIN IMMEDIATE")
        try moving.move(keys.count, with: statements, but: [])
        try connection.execute("COMMIT")
    }
}
