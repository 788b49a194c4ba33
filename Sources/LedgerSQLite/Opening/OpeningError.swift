import Glibc

/// Why a store cannot be opened. Nothing in it was changed, except that one of an older schema may have been migrated,
/// and that the table of keys may have those that memory had no room for.
package enum OpeningError: Error, Equatable, Sendable, CustomStringConvertible {
    /// It was written by a newer leashd.
    case newerSchema(path: String, found: Int64, known: Int64)
    /// It was written before the first release.
    case unreleasedSchema(path: String, found: Int64)
    /// It is a database, but of another program.
    case notALedger(path: String)
    /// Another process has it open.
    case inUse(path: String)
    /// This process may not read and write the file, or make files in the directory.
    case notAllowed(path: String)
    /// The file, or the directory, is on a file system that takes no changes.
    case readOnly(path: String)
    case damaged(path: String, String)
    case cannotOpen(path: String, String)

    /// A sentence that tells an administrator why, and what to do.
    package var description: String {
        switch self {
        case .newerSchema(let path, let found, let known):
            "\(path) has schema \(found), and this leashd knows schemas up to \(known): install the newer leashd again"
        case .unreleasedSchema(let path, let found):
            "\(path) has schema \(found), of a leashd from before its first release: move the store away to begin a new one"
        case .notALedger(let path): "\(path) is no ledger of leashd: name another state directory"
        case .inUse(let path): "\(path) is in use by another process: one leashd works on a store at a time"
        case .notAllowed(let path):
            "user \(geteuid()) may not read and write \(path): run leashd as the user that owns it, or give it to this one"
        case .readOnly(let path): "\(path) is on a file system that is mounted read-only: mount it to be written"
        case .damaged(let path, let what):
            "\(path) is damaged, and was left as it is: \(what); keep a copy of its directory, and restore a backup "
                + "(operations.md, Restoring one)"
        case .cannotOpen(let path, let what): "\(path) cannot be opened: \(what)"
        }
    }
}
