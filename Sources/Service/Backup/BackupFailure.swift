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
            "a copy takes \(needed >> 20) MiB and the store has to keep room to write, but only \(free >> 20) MiB are free "
                + "in \(directory)"
        case .stopping: "leashd is stopping"
        }
    }
}
