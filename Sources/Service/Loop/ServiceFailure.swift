import Descriptors
import SessionKeys

/// An error that carries what the store or the system failed at.
protocol ServiceFailure: Error {
    static func ledger(_ error: LedgerError) -> Self
    static func system(_ error: SystemError) -> Self
}

extension ServiceFailure {
    /// What the work gives, or what the store failed at.
    @inline(__always)
    static func wrapping<Value>(_ work: () throws(LedgerError) -> Value) throws(Self) -> Value {
        do throws(LedgerError) {
            return try work()
        } catch {
            throw .ledger(error)
        }
    }

    /// What the work gives, or what the system failed at.
    @inline(__always)
    static func wrapping<Value>(_ work: () throws(SystemError) -> Value) throws(Self) -> Value {
        do throws(SystemError) {
            return try work()
        } catch {
            throw .system(error)
        }
    }
}
