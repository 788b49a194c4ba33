import SessionKeys

/// What is due and cannot be done, by its numbers: it is left alone until the store is opened again, so that it keeps
/// nobody else from ending. Where the session itself is damaged, whatever is asked about it is refused.
struct PassedOver {
    private(set) var sessions: Set<Int64> = []
    private(set) var authorizations: Set<Int64> = []
    /// What failed last though it can be read.
    private var failed: Due?
    /// Why something was added last, until somebody is told.
    private var reason: LedgerError?

    var count: Int { sessions.count + authorizations.count }

    /// Leaves it alone from now on.
    mutating func insert(_ due: Due, for error: LedgerError? = nil) {
        reason = error ?? reason
        switch due {
        case .expiry(let expiry): sessions.insert(expiry.number)
        case .reservation(let id): authorizations.insert(Int64(bitPattern: id.number))
        }
    }

    /// Leaves it alone if it has failed twice in a row: damage elsewhere keeps it from being done.
    mutating func insertIfFailedAgain(_ due: Due, for error: LedgerError) {
        if due == failed { insert(due, for: error) }
        failed = due
    }

    /// Why something was added; told once.
    mutating func takeReason() -> LedgerError? {
        defer { reason = nil }
        return reason
    }
}
