import CSQLite
import SessionKeys

/// Opens a store: looks before it touches, then sets the connection up and migrates.
enum Opening {
    /// "leas", in the header's place for the program that owns the file.
    static let applicationID: Int64 = 0x6c65_6173

    /// A checkpoint of half the pages would come twice as often and take nearly as long; on a full disk there is room
    /// for one of these (Service/Store/DiskReserve.swift).
    static let pagesUntilCheckpoint: Int32 = 16_000

    /// From where on its work is begun: CSQLiteLog catches up within the rest.
    static let pagesUntilCopying: Int32 = pagesUntilCheckpoint / 2

    /// 5 MiB of pages: what is read over and over, as the kernel keeps the others.
    private static let cachedKibibytes = 5 * 1024
    /// A log that has grown beyond this, for a large transaction, is cut when it begins anew.
    private static let largestLog = 128 << 20

    /// - Returns: a connection that leaves the log as it is when it is closed, until somebody wants it otherwise: a
    ///   store that is refused keeps what tells why.
    /// - Throws: why the store cannot be used.
    static func open(_ path: String) throws(OpeningError) -> Connection {
        try refuseLostHeader(at: path)
        CachedLog.forget(ofStoreAt: path)
        let connection: Connection
        do throws(LedgerError) {
            connection = try Connection(path: path)
        } catch {
            throw Self.cannotOpen(path, error)
        }
        connection.checkpointsOnClose = false
        let found = try on(connection, at: path) { () throws(LedgerError) in
            try connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            return try schemaVersion(of: connection)
        }
        let version = try knownVersion(found, at: path)
        try on(connection, at: path) { () throws(LedgerError) in
            try configure(connection)
            try migrate(connection, from: version)
        }
        return connection
    }

    /// Works on a connection whose store is being opened.
    ///
    /// - Throws: why the store cannot be used.
    static func on<Result>(
        _ connection: Connection, at path: String, _ work: () throws(LedgerError) -> Result
    ) throws(OpeningError) -> Result {
        do throws(LedgerError) {
            return try work()
        } catch {
            throw Self.error(error, from: connection, at: path)
        }
    }

    /// The schema's version, where this program can work with it, or begin from it.
    private static func knownVersion(_ found: Int64?, at path: String) throws(OpeningError) -> Int64 {
        guard let version = found, version >= 0 else { throw .notALedger(path: path) }
        guard version <= Migration.newest else {
            throw .newerSchema(path: path, found: version, known: Migration.newest)
        }
        guard version == 0 || version >= Migration.oldest else { throw .unreleasedSchema(path: path, found: version) }
        return version
    }

    /// The schema's version, 0 for a new file; `nil` for a database of another program.
    private static func schemaVersion(of connection: Connection) throws(LedgerError) -> Int64? {
        let owner = try connection.number("PRAGMA application_id")
        let version = try connection.number("PRAGMA user_version")
        if owner == applicationID { return version }
        let isNew = try connection.number("SELECT count(*) FROM sqlite_schema") == 0
        return owner == 0 && version == 0 && isNew ? 0 : nil
    }

    private static func configure(_ connection: Connection) throws(LedgerError) {
        // FULL: a commit is on the disk before it is answered.
        for pragma in [
            "journal_mode = WAL", "synchronous = FULL", "trusted_schema = OFF",
            "cell_size_check = ON", "temp_store = MEMORY", "secure_delete = OFF",
            "cache_size = -\(cachedKibibytes)", "journal_size_limit = \(largestLog)",
        ] {
            try connection.execute("PRAGMA \(pragma)")
        }
        connection.checkpoint(from: pagesUntilCheckpoint)
    }

    /// Applies the steps that the store lacks, each in a transaction of its own.
    private static func migrate(_ connection: Connection, from version: Int64) throws(LedgerError) {
        for migration in Migration.all where migration.number > version {
            try connection.execute(
                """
                BEGIN EXCLUSIVE;
                \(migration.sql)
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(migration.number);
                COMMIT;
                """)
            // The header of the file itself tells the version from here on, whatever becomes of the log.
            try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// Why the store cannot be used, for an error of its connection. A disk that is full or fails is no damage: what is
    /// on it may be whole.
    static func error(_ error: LedgerError, from connection: Connection, at path: String) -> OpeningError {
        if case .corrupt(let what) = error { return .damaged(path: path, what) }
        return switch connection.lastCode & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: .inUse(path: path)
        // What every store has is not there.
        case SQLITE_ERROR: .damaged(path: path, error.description)
        default: cannotOpen(path, error)
        }
    }

    private static func cannotOpen(_ path: String, _ error: LedgerError) -> OpeningError {
        StoreAccess.refusal(at: path) ?? .cannotOpen(path: path, error.description)
    }
}
