import Descriptors
import SessionKeys

/// Why the daemon does not start: a sentence, and what the process ends with.
package struct StartError: Error, CustomStringConvertible {
    /// What the process ends with.
    package let status: ExitStatus
    /// The sentence for people.
    package let description: String
    /// The kind of record that tells of it.
    let kind: RecordKind

    /// An error with its words.
    package init(_ status: ExitStatus, _ description: String) { self.init(status, description, kind: .failed) }

    /// The store failed: only what is damaged is told as that.
    init(_ error: LedgerError) {
        if case .corrupt = error { self.init(.dataDamaged, "\(error)") } else { self.init(.inputOutput, "\(error)") }
    }

    /// What the work gives; what the system fails at ends the start with a status.
    static func wrapping<Value>(
        _ status: ExitStatus, _ work: () throws(SystemError) -> Value
    ) throws(StartError) -> Value {
        do throws(SystemError) {
            return try work()
        } catch {
            throw StartError(status, "\(error)")
        }
    }

    /// What the work gives; what the store fails at ends the start.
    static func wrapping<Value>(_ work: () throws(LedgerError) -> Value) throws(StartError) -> Value {
        do throws(LedgerError) {
            return try work()
        } catch {
            throw StartError(error)
        }
    }

    init(_ status: ExitStatus, _ description: String, kind: RecordKind) {
        self.status = status
        self.description = description
        self.kind = kind
    }
}
