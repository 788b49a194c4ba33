import SessionKeys

/// The rows of keys that the table lacks, and the keys that are in no row yet.
///
/// Keys are written in the order in which they come, many in one row. What was not written when the process ended is
/// read again from the authorizations, but for removals: those are written with the transaction that makes them.
struct KeyRuns {
    /// The newest authorization whose key has been added.
    private(set) var through: Int64
    private let size: Int
    private let statements: KeyStatements
    private var unwritten: [KeyEntry] = []
    /// The newest authorization whose key is in a row.
    private var written: Int64
    /// What was committed, and unwritten, before the open transaction.
    private var committed: (count: Int, through: Int64)
    private var hasRemovals = false
    private var isWriting = false
    /// The first row that is not what was written, and has to go with those behind it.
    private var damaged: Int64?
    /// Why rows are neither read nor written any more: a page of theirs is damaged. The authorizations' rows tell the
    /// same.
    private(set) var fault: LedgerError?

    /// Reads the rows after an authorization, in their order; each one's keys are taken before the next one is read.
    init(
        after through: Int64, size: Int, _ statements: KeyStatements, take: (KeyRun) throws(LedgerError) -> Void
    ) throws(LedgerError) {
        self.size = size
        self.statements = statements
        var (last, damaged) = (through, Int64?.none)
        do throws(LedgerError) {
            try statements.runs.forEach({ $0.bind(through) }) { row throws(LedgerError) in
                guard let run = KeyRun(row), run.previous <= last, run.through >= last else {
                    damaged = row.integer(0)
                    return false
                }
                try take(run)
                last = run.through
                return true
            }
        } catch {
            guard case .corrupt = error else { throw error }
            // Nor what was taken before: what has been removed since may stand on that page alone.
            (fault, last) = (error, through)
        }
        self.through = last
        self.damaged = damaged
        written = last
        committed = (0, last)
    }

    /// Takes note of a key that was added.
    mutating func add(_ key: KeyEntry) {
        unwritten.append(key)
        through = key.authorization
    }

    /// Takes note that a key's authorization is removed.
    mutating func remove(_ key: KeyEntry) {
        unwritten.append(key.removed(true))
        hasRemovals = true
    }

    /// The keys that the open transaction has added, and those whose authorizations it removes.
    var new: ArraySlice<KeyEntry> { unwritten[committed.count...] }

    /// Writes a row, where it is time, and removes some that the table has made needless.
    mutating func write(needlessThrough moved: Int64) throws(LedgerError) {
        guard fault == nil, unwritten.count >= size || hasRemovals else { return }
        do throws(LedgerError) {
            if let damaged { try statements.truncateRuns.run { $0.bind(damaged) } }
            let run = KeyRun(unwritten, previous: written, through: through)
            try statements.insertRun.run { run.bind(to: &$0) }
            try statements.removeRuns.run { $0.bind(moved) }
        } catch {
            if case .corrupt = error { fault = error }
            throw error
        }
        isWriting = true
    }

    /// The transaction is committed.
    mutating func adopt() {
        if isWriting || fault != nil {
            unwritten.removeAll(keepingCapacity: true)
            written = through
            damaged = nil
        }
        committed = (unwritten.count, through)
        hasRemovals = false
        isWriting = false
    }

    /// The transaction never was.
    mutating func discard() {
        unwritten.removeLast(unwritten.count - committed.count)
        through = committed.through
        hasRemovals = false
        isWriting = false
    }

    /// The table has all keys that were added.
    mutating func forgetAll() {
        unwritten.removeAll()
        written = through
        adopt()
    }
}
