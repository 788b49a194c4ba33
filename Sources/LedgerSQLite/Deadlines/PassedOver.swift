import SessionKeys

/// What is due and cannot be done, by its numbers: it is left alone until the store is opened again, so that it keeps
/// nobody else from ending. Where the session itself is damaged, whatever is asked about it is refused.
struct PassedOver {
    private(set) var sessions: Set<Int64> = []
    private(set) var authorizations: Set<Int64> = []
    /// What has failed once though it can be read.
    private var failed: Set<Due> = []
    /// How often anything has failed.
    private(set) var failures = 0
    /// Why something was added last, until somebody is told.
    private var reason: LedgerError?

    /// Leaves it alone from now on.
    mutating func insert(_ due: Due, for error: LedgerError? = nil) {
        failures += 1
        reason = error ?? reason
        switch due {
        case .expiry(let expiry): sessions.insert(expiry.number)
        case .reservation(let id): authorizations.insert(Int64(bitPattern: id.number))
        }
    }

    /// Leaves it alone if it has failed before: damage elsewhere keeps it from being done.
    mutating func insertIfFailedAgain(_ due: Due, for error: LedgerError) {
        guard failed.insert(due).inserted else {
            failed.remove(due)
            return insert(due, for: error)
        }
        failures += 1
    }

    /// Why something was added; told once.
    mutating func takeReason() -> LedgerError? {
        defer { reason = nil }
        return reason
    }
}
