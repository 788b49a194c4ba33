import Descriptors
import SessionKeys

/// Why there is no backup. The store is as it was.
enum BackupFailure: ServiceFailure, CustomStringConvertible {
    case ledger(LedgerError)
    case system(SystemError)
    /// The file system has less room than the copy and the store need.
    case noRoom(free: Int64, needed: Int64, directory: String)
    case stopping

    var description: String {
        switch self {
        case .ledger(let error): "\(error)"
        case .system(let error): "\(error)"
        case .noRoom(let free, let needed, let directory):
            "\(needed >> 20) MiB have to be free in \(directory), for the copy and for what the store may write "
                + "meanwhile; \(free >> 20) are"
        case .stopping: "leashd is stopping"
        }
    }
}
