import CSQLite
import SessionKeys

/// A compiled statement. It is bound, stepped and reset by one caller at a time.
// Safe to use: the pointers are private, valid until deinit, and used by one thread at a time.
@safe final class Statement {
    /// What the values of nearly every row fit into together.
    private static let shelfSize = 1024

    private let handle: OpaquePointer
    private let shelf = UnsafeMutableRawBufferPointer.allocate(byteCount: shelfSize, alignment: 1)
    private let connection: Connection
    /// The parameters that are not NULL, by their bits: a statement keeps what was bound, and begins with NULLs.
    private var filled: UInt64 = 0

    init(_ handle: OpaquePointer, of connection: Connection) {
        unsafe self.handle = handle
        self.connection = connection
        precondition(unsafe sqlite3_bind_parameter_count(handle) <= UInt64.bitWidth, "a bit for each parameter")
    }

    deinit {
        _ = unsafe sqlite3_finalize(handle)
        unsafe shelf.deallocate()
    }

    /// What was compiled.
    var sql: String { unsafe String(cString: sqlite3_sql(handle)) }

    /// Runs to the end a statement that gives no rows.
    func run(_ bind: (inout Binder) -> Void = { _ in }) throws(LedgerError) {
        defer { reset() }
        try take(bind)
        _ = try step()
    }

    /// Runs a statement that is to change one row.
    ///
    /// - Throws: `corrupt` where there is no such row.
    func runOnOneRow(_ bind: (inout Binder) -> Void) throws(LedgerError) {
        let before = connection.changes
        try run(bind)
        guard connection.changes == before + 1 else {
            throw LedgerError.corrupt("\(sql.statementBeginning): there is no such row")
        }
    }

    /// Reads the first row, if there is one.
    func first<Row>(
        _ bind: (inout Binder) -> Void = { _ in }, read: (Statement) throws(LedgerError) -> Row
    ) throws(LedgerError) -> Row? {
        defer { reset() }
        try take(bind)
        return try step() ? try read(self) : nil
    }

    /// Reads every row until `read` gives `false`.
    func forEach(
        _ bind: (inout Binder) -> Void = { _ in }, read: (Statement) throws(LedgerError) -> Bool
    ) throws(LedgerError) {
        defer { reset() }
        try take(bind)
        while try step() {
            guard try read(self) else { return }
        }
    }

    /// Moves to the next row, and says whether there is one.
    ///
    /// - Throws: `cannotWrite` where its transaction is gone, whatever became of the error that ended that.
    func step() throws(LedgerError) -> Bool {
        guard !connection.hasLostTransaction else {
            throw LedgerError.cannotWrite("\(sql.statementBeginning): its transaction was rolled back")
        }
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            // Of a commit whose checkpoint failed only the reset says why.
            let reason = unsafe sqlite3_reset(handle)
            let error = connection.error(reason == SQLITE_OK ? code : reason, doing: sql)
            connection.noteFailure(code, error)
            throw error
        }
    }

    /// Makes the statement ready for its next use.
    func reset() { _ = unsafe sqlite3_reset(handle) }

    private func take(_ bind: (inout Binder) -> Void) throws(LedgerError) {
        var binder = unsafe Binder(handle, shelf: shelf, filled: filled)
        bind(&binder)
        filled = binder.filled
        guard binder.code == SQLITE_OK else { throw connection.error(binder.code, doing: "bind") }
    }
}

extension Statement {
    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

    func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }

    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    /// The 16 bytes of a session's id.
    func sessionID(_ column: Int32) -> SessionID {
        // The blob is there until the next step, and any bytes make a number.
        guard let start = unsafe sqlite3_column_blob(handle, column), unsafe sqlite3_column_bytes(handle, column) == 16
        else { return SessionID(UInt128(bigEndian: bytes(column)[...])) }
        return SessionID(UInt128(bigEndian: unsafe start.loadUnaligned(as: UInt128.self)))
    }

    /// The bytes of a blob or of a text; none where it is NULL.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(handle, column) else { return [] }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
}
