import CSQLite
import SessionKeys

/// A copy of the store that SQLite makes page by page. The ledger's own connection is the source, so that its later
/// changes reach pages that are copied already, and the copy need not begin again.
// Safe to use: the pointer is private, valid until it is taken, and used by whoever has the ledger.
@safe final class StoreCopy: LedgerCopy {
    /// How much is copied at a time: little enough that nobody notices waiting for it.
    private static let pagesPerStep: Int32 = 64

    private let path: String
    /// Both ends have to outlive the copying; afterwards the copy is free to be opened.
    private let source: Connection
    private var target: Connection?
    private var backup: OpaquePointer?

    /// Begins a copy in a file that is not there yet.
    init(of source: Connection, to path: String) throws(LedgerError) {
        self.path = path
        self.source = source
        let target = try Connection(path: path)
        // A copy that is not whole is thrown away, so nothing of it has to survive.
        for pragma in ["journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -4096"] {
            try target.execute("PRAGMA \(pragma)")
        }
        unsafe backup = target.beginBackup(of: source)
        guard unsafe backup != nil else { throw target.error(target.lastCode, doing: "copy the store") }
        self.target = target
    }

    deinit { finish() }

    func step() throws(LedgerError) -> Bool {
        guard let running = unsafe backup else { return true }
        switch unsafe sqlite3_backup_step(running, Self.pagesPerStep) {
        case SQLITE_OK: return false
        case SQLITE_DONE:
            let code = finish()
            guard code == SQLITE_OK else { throw failure(code) }
            return true
        case let code: throw failure(code)
        }
    }

    /// Never lost writes: that a copy cannot be written loses nothing. Of the copy, which is new, nothing is read.
    private func failure(_ code: Int32) -> LedgerError {
        let what = "\(unsafe String(cString: sqlite3_errstr(code))) (\(code))"
        return code == leash_ioerr_read ? .cannotRead("to copy it: \(what)") : .cannotWrite("the copy: \(what)")
    }

    @discardableResult
    private func finish() -> Int32 {
        guard let running = unsafe backup else { return SQLITE_OK }
        unsafe backup = nil
        let code = unsafe sqlite3_backup_finish(running)
        target = nil
        return code
    }

    var completion: @Sendable (StoreMark) throws(LedgerError) -> CopyFigures {
        let path = path
        return { mark throws(LedgerError) in try Self.complete(path, mark) }
    }

    private static func complete(_ path: String, _ mark: StoreMark) throws(LedgerError) -> CopyFigures {
        let copy = try Connection(path: path)
        try copy.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY")
        // Without a log beside it the copy is one file, which also a reader without any rights to write can open.
        try copy.execute("PRAGMA journal_mode = DELETE")
        try StoredMark.write(mark, to: copy)
        let verdict = try copy.prepare("PRAGMA integrity_check(1)").first { row throws(LedgerError) in row.text(0) }
        guard verdict == "ok" else { throw .corrupt("the copy: \(verdict ?? "no verdict")") }
        guard try copy.number("PRAGMA application_id") == Opening.applicationID else {
            throw .corrupt("the copy is no ledger of leashd")
        }
        return CopyFigures(
            schemaVersion: try copy.number("PRAGMA user_version"),
            lastEvent: try EventRow.last(on: copy),
            sessions: try copy.number("SELECT count(*) FROM session"))
    }
}
