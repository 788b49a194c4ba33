import CSQLite
import CSQLiteLog
import Descriptors
import Glibc
import SessionKeys

extension Connection {
    /// The error that a result code stands for, with the words of SQLite, and those of the kernel where it has refused.
    func error(_ code: Int32, doing what: String) -> LedgerError {
        // Not sqlite3_system_errno, which has no number after a commit that has failed.
        let number = ErrorNumber(errno)
        let text = "\(what.statementBeginning): \(lastWords) (\(code))"
        if [leash_ioerr_fsync, leash_ioerr_dir_fsync].contains(code) { return .mayHaveLostWrites(text) }
        return switch code & 0xff {
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CONSTRAINT, SQLITE_MISMATCH: .corrupt(text)
        case SQLITE_FULL: .full(text, limit: limit)
        case SQLITE_IOERR where code == leash_ioerr_read: .cannotRead(text + Self.advice)
        case SQLITE_IOERR: .cannotWrite(text + Self.advice)
        case SQLITE_CANTOPEN: .cannotRead("\(text): \(number)")
        case SQLITE_READONLY, SQLITE_NOMEM: .cannotWrite(text)
        default: .cannotRead(text)
        }
    }

    /// What to do about a file that could not be read or written.
    private static let advice = "; see what the kernel says of the disk (journalctl -k)"

    /// Which limit the store has reached, if it is one that keeps it from writing.
    private var limit: String? { ErrorNumber(leash_log_limit_reached()).limitReached }
}

extension String {
    /// What tells a statement from the others: the beginning of its first line.
    var statementBeginning: Substring { prefix { !$0.isNewline }.prefix(60) }
}
