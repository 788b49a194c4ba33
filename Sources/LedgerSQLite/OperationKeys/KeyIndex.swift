import SessionKeys

/// Which authorization a key stands for: the newest keys in memory, the others in a table.
///
/// A key's place in the table is random, and writing each one at once would cost every authorization a page of its own.
/// So keys gather in memory; once a generation is full it moves to the table in the order of the hashes, a slice with
/// each transaction, while the next one gathers. Until they are there, rows of many keys hold them in the order in
/// which they came, and what such a row lacks is read again from the authorizations.
final class KeyIndex {
    /// How many keys move for each one that is added: enough to be done before the next generation is full.
    private static let movedForOne = 2

    /// How many move with one transaction at least; and how many where very many were neither in the table nor in rows.
    private static let (together, atOnce) = (16, 16_384)

    private let limits: KeyLimits
    private let statements: KeyStatements
    private let secret: KeyHashSecret
    private var recent: RecentHash
    private var keys: RecentKeys
    private var runs: KeyRuns
    private var pace: MovingPace
    /// Up to this authorization the table has all keys.
    private var through: Int64
    /// Why keys move no more: a page of the table is damaged, or cannot be read. They stay in memory and in rows as
    /// long as there is room, so that only what is asked for on that page has to be refused.
    private var fault: LedgerError?
    /// Why the rows of keys are done without, where they are.
    var faultOfRuns: LedgerError? { runs.fault }
    /// How much is done without.
    var faults: Int { (fault == nil ? 0 : 1) + (faultOfRuns == nil ? 0 : 1) }
    /// Whether the open transaction has moved any.
    private var hasMoved = false

    /// Reads the keys that the table lacks.
    init(_ connection: Connection, limits: KeyLimits) throws(LedgerError) {
        self.limits = limits
        pace = MovingPace(together: min(Self.together, limits.generation))
        statements = try KeyStatements(connection)
        secret = try KeyHashSecret(connection)
        recent = RecentHash(secret: secret)
        through = try SealedProgress.keys.read(on: connection)
        var keys = RecentKeys(size: limits.generation)
        let through = through
        runs = try KeyRuns(after: through, size: limits.run, statements) { run in keys.take(run, after: through) }
        self.keys = runs.fault == nil ? keys : RecentKeys(size: limits.generation)
        while try readMissing() { try moveAll(on: connection) }
        // What is in memory waits for the first transaction. Only what memory has no room for is in the table already:
        // a store that is refused may have that, too.
        runs.adopt()
    }

    /// The authorizations that may stand for a session's key, newest first.
    func authorizations(for key: OperationKey, in session: Int64) throws(LedgerError) -> [Int64] {
        let hash = recent.hash(of: key, in: session)
        var found = keys.authorizations(with: hash)
        try statements.find.forEach({ $0.bind(hash) }) { row throws(LedgerError) in
            found.append(row.integer(0))
            return true
        }
        return found
    }

    /// Whether two keys have the same hash, each in its session.
    func haveSameHash(_ key: OperationKey, in session: Int64, _ other: OperationKey?, in otherSession: Int64) -> Bool {
        guard let other else { return false }
        return secret.hash(of: key, in: session) == secret.hash(of: other, in: otherSession)
    }

    /// Adds a key that the transaction has used.
    func add(_ key: OperationKey, in session: Int64, of authorization: Int64) {
        add(KeyEntry(hash: recent.hash(of: key, in: session), authorization: authorization))
    }

    /// Removes the key of an authorization that the transaction removes.
    func remove(_ key: OperationKey, in session: Int64, of authorization: Int64) throws(LedgerError) {
        let entry = KeyEntry(hash: secret.hash(of: key, in: session), authorization: authorization)
        // One that is in memory may have moved before.
        try statements.remove.run { row in
            row.bind(entry.hash)
            row.bind(entry.authorization)
        }
        if keys.mark(entry, removed: true) { runs.remove(entry) }
    }

    /// Writes down what the transaction has added and removed, where it is time, and moves keys to the table, as many
    /// as the keys ask for that were added since some moved. Where that fails by damage, it is not tried again before
    /// memory asks for it.
    func move() throws(LedgerError) {
        guard !runs.new.isEmpty else { return }
        try runs.write(needlessThrough: through)
        guard keys.moving != nil, fault == nil || keys.isOverfull else { return }
        pace.ask(for: runs.new.count { !$0.isRemoved } * Self.movedForOne)
        let count = pace.take()
        do throws(LedgerError) {
            try keys.moving?.move(count, with: statements)
        } catch {
            if error.mayBeOfOneSession { fault = error }
            throw error
        }
        hasMoved = count > 0
    }

    /// The transaction is committed.
    func adopt() {
        runs.adopt()
        pace.adopt()
        if hasMoved { (fault, hasMoved) = (nil, false) }
        keys.moving?.adopt()
        if let done = keys.moving, done.isDone {
            through = done.through
            keys.moving = nil
        }
        keys.startMoving(through: runs.through)
    }

    /// The transaction never was.
    func discard() {
        for key in runs.new {
            if key.isRemoved { _ = keys.mark(key, removed: false) } else { keys.takeBack(key) }
        }
        runs.discard()
        pace.discard()
        hasMoved = false
        keys.moving?.discard()
    }

    private func add(_ key: KeyEntry) {
        keys.add(key)
        runs.add(key)
    }

    /// Reads the keys of the authorizations after those in rows, a generation at most.
    ///
    /// - Returns: whether there may be more.
    private func readMissing() throws(LedgerError) -> Bool {
        let (last, limit) = (runs.through, limits.generation)
        var count = 0
        try statements.missing.forEach({ row in
            row.bind(last)
            row.bind(Int64(limit))
        }) { row throws(LedgerError) in
            guard let key = row.operationKey(name: 2, content: 3) else {
                throw LedgerError.corrupt("the key of the authorization \(row.integer(0))")
            }
            add(KeyEntry(hash: secret.hash(of: key, in: row.integer(1)), authorization: row.integer(0)))
            count += 1
            return true
        }
        return count == limit
    }

    /// Moves all keys at once, where a store has very many that are neither in the table nor in rows.
    private func moveAll(on connection: Connection) throws(LedgerError) {
        keys.startMoving(through: runs.through)
        while var generation = keys.moving {
            while !generation.isDone {
                try connection.execute("BEGIN IMMEDIATE")
                try generation.move(Self.atOnce, with: statements)
                try connection.execute("COMMIT")
            }
            through = generation.through
            keys.moving = nil
            keys.startMoving(through: runs.through)
        }
        runs.forgetAll()
    }
}
