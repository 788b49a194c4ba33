internal import Descriptors
internal import SessionKeys

/// Why the daemon cannot go on.
enum DaemonError: Error, CustomStringConvertible {
    case ledger(LedgerError)
    case system(SystemError)

    var description: String {
        switch self {
        case .ledger(let error): "\(error)"
        case .system(let error): "\(error)"
        }
    }
}
