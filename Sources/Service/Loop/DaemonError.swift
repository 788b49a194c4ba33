import Descriptors
import SessionKeys

/// Why the daemon cannot go on.
enum DaemonError: ServiceFailure, CustomStringConvertible {
    case ledger(LedgerError)
    case system(SystemError)

    var description: String {
        switch self {
        case .ledger(let error): "\(error)"
        case .system(let error): "\(error)"
        }
    }
}
