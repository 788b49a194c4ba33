import CSQLite
import CSQLiteLog
import SessionKeys

/// The one connection to the database file. It writes, reads and checkpoints; nothing else opens the file meanwhile.
///
/// SQLite before 3.51.3 can reset a write-ahead log wrongly when a second connection's checkpoint races a commit. There
/// is no second connection here.
// Safe to use: the pointer is private, valid until deinit, and used by one thread at a time.
@safe final class Connection {
    /// Sets the library up once, before its first connection.
    private static let library: Int32 = {
        _ = leash_stop_counting_memory()
        return leash_register_log_file_system()
    }()

    private let handle: OpaquePointer

    /// Opens the file, or creates it.
    ///
    /// - Throws: `LedgerError.cannotRead` where it cannot be opened.
    init(path: String) throws(LedgerError) {
        guard Self.library == SQLITE_OK else { throw LedgerError.cannotRead("SQLite cannot be set up") }
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = unsafe sqlite3_open_v2(path, &opened, flags, leash_log_file_system)
        guard let handle = unsafe opened else { throw LedgerError.cannotRead("no memory to open \(path)") }
        unsafe self.handle = handle
        guard code == SQLITE_OK else {
            let error = error(code, doing: "open \(path)")
            _ = unsafe sqlite3_close_v2(handle)
            throw error
        }
    }

    deinit { _ = unsafe sqlite3_close_v2(handle) }

    /// Runs statements that give no rows worth reading.
    func execute(_ sql: String) throws(LedgerError) {
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, doing: sql) }
    }

    /// Compiles a statement that is used again and again.
    func prepare(_ sql: String) throws(LedgerError) -> Statement {
        var compiled: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, nil)
        guard code == SQLITE_OK, let statement = unsafe compiled else {
            throw error(code, doing: "prepare \(sql)")
        }
        return unsafe Statement(statement, of: self)
    }

    /// The first column of the first row, as a number.
    func number(_ sql: String) throws(LedgerError) -> Int64 {
        let statement = try prepare(sql)
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }

    /// Whether a transaction is open. SQLite rolls back by itself after some errors, of reading too.
    var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

    /// Whether a transaction was begun here and not yet ended here.
    var hasBegun = false { didSet { (hasLostTransaction, foundDamage) = (false, nil) } }
    /// Whether SQLite rolled that transaction back by itself: each later statement would be committed on its own.
    private(set) var hasLostTransaction = false

    /// The damage that SQLite has found within that transaction: until it ends SQLite takes no write any more.
    private(set) var foundDamage: LedgerError?

    /// Notes a statement's failure.
    func noteFailure(_ code: Int32, _ error: LedgerError) {
        guard hasBegun else { return }
        if !isInTransaction { hasLostTransaction = true }
        if code & 0xff == SQLITE_CORRUPT { foundDamage = error }
    }

    /// The last result code, with its details.
    var lastCode: Int32 { unsafe sqlite3_extended_errcode(handle) }

    /// What went wrong last, in the words of SQLite.
    var lastWords: String { unsafe String(cString: sqlite3_errmsg(handle)) }

    /// Whether closing the last connection empties the log into the file, as SQLite does by default.
    var checkpointsOnClose = true {
        didSet { _ = unsafe leash_checkpoint_on_close(handle, checkpointsOnClose ? 1 : 0) }
    }

    /// How many rows have been changed since the connection was opened.
    var changes: Int64 { unsafe sqlite3_total_changes64(handle) }

    /// The write-ahead log, to be synced by whoever puts it off; `nil` before the store is first read.
    var log: StoreLog? {
        guard let log = unsafe leash_log(handle) else { return nil }
        return unsafe StoreLog(log)
    }

    /// Has commits put the log into the file once it has so many pages. A disk that fails to keep the file ends that
    /// commit with `LedgerError.mayHaveLostWrites`.
    func checkpoint(from pages: Int32) {
        precondition(pages < leash_log_frames_followed, "the checkpoint waits for more than is copied ahead of it")
        unsafe leash_log_checkpoint_from(handle, pages)
    }

    /// Does a part of the next checkpoint's work, once the log has `pages` pages.
    func copyAhead(from pages: Int32) { unsafe leash_log_copy_ahead(handle, pages) }

    /// Has the next commits find room in the log's file.
    func makeRoom() { unsafe leash_log_make_room(handle) }

    /// Runs one commit without syncing the log.
    ///
    /// - Returns: whether there is something left to sync.
    func withoutSync(_ commit: () throws(LedgerError) -> Void) throws(LedgerError) -> Bool {
        unsafe leash_log_put_off_sync(handle)
        do throws(LedgerError) {
            try commit()
        } catch {
            _ = unsafe leash_log_sync_was_put_off(handle)
            throw error
        }
        return unsafe leash_log_sync_was_put_off(handle)
    }

    /// Begins to copy another connection's file into this one's; `nil` where it cannot.
    func beginBackup(of source: Connection) -> OpaquePointer? {
        unsafe sqlite3_backup_init(handle, "main", source.handle, "main")
    }
}
