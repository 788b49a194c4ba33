import Descriptors
import Glibc
import SessionKeys

/// Why the daemon does not start: a sentence, and what the process ends with.
package struct StartError: ServiceFailure, CustomStringConvertible {
    /// What the process ends with.
    package let status: ExitStatus
    /// The sentence for people.
    package let description: String
    /// The kind of record that tells of it.
    let kind: RecordKind

    /// An error with its words.
    package init(_ status: ExitStatus, _ description: String) { self.init(status, description, kind: .failed) }

    /// The store failed: only what is damaged is told as that.
    static func ledger(_ error: LedgerError) -> StartError {
        if case .corrupt = error { StartError(.dataDamaged, "\(error)") } else { StartError(.inputOutput, "\(error)") }
    }

    /// The system refused something: what this user may not use is no fault of the disk.
    static func system(_ error: SystemError) -> StartError {
        switch error.number.rawValue {
        case EACCES, EPERM:
            StartError(.cannotCreate, "\(error): give it to the user that leashd runs as, user \(geteuid())")
        case EROFS: StartError(.cannotCreate, "\(error): mount it to be written")
        case ENOSPC: StartError(.inputOutput, "\(error): the disk is full, make room on it")
        default: StartError(.inputOutput, "\(error)")
        }
    }

    /// What the work gives; what the system fails at ends the start with another status.
    static func wrapping<Value>(
        _ status: ExitStatus, _ work: () throws(SystemError) -> Value
    ) throws(StartError) -> Value {
        do throws(SystemError) {
            return try work()
        } catch {
            throw StartError(status, "\(error)")
        }
    }

    /// Does the work; what keeps the daemon from going on is told as if it had kept it from starting.
    static func wrapping(_ work: () throws(DaemonError) -> Void) throws(StartError) {
        do throws(DaemonError) {
            try work()
        } catch {
            switch error {
            case .ledger(let error): throw .ledger(error)
            case .system(let error): throw .system(error)
            }
        }
    }

    init(_ status: ExitStatus, _ description: String, kind: RecordKind) {
        self.status = status
        self.description = description
        self.kind = kind
    }
}
