import SessionKeys

/// What could not be read, or removed, in a transaction. It is done again without that: once SQLite has found a damaged
/// page it takes no write until the transaction ends, and once the disk has failed there may be no transaction any more.
struct LeftOut {
    /// How often something has failed, and why.
    private struct Failure {
        let error: LedgerError
        let times: Int
    }

    /// Whether the transaction is being done again: only then it does without anything.
    private var isInForce = false
    /// Sessions, their rows by their numbers, and authorizations that history ends at.
    private var sessions: [SessionID: Failure] = [:]
    private var rows: [Int64: Failure] = [:]
    private var authorizations: [Int64: Failure] = [:]

    /// How often anything has failed.
    var failures: Int {
        [sessions.values.map(\.times), rows.values.map(\.times), authorizations.values.map(\.times)].joined()
            .reduce(0, +)
    }

    /// What the disk failed to read, by which the transaction may have been lost.
    var unreadable: LedgerError? {
        [sessions.values.map(\.error), rows.values.map(\.error)].joined().first {
            if case .cannotRead = $0 { true } else { false }
        }
    }

    /// The transaction is done again.
    mutating func comeIntoForce() { isInForce = true }

    /// Why the transaction does without the session; `nil` where it does not.
    func error(of session: SessionID) -> LedgerError? { error(in: sessions[session]) }

    /// Why it does without the session's row.
    func error(ofRow number: Int64) -> LedgerError? { error(in: rows[number]) }

    /// Why it removes nothing from that authorization on.
    func error(ofAuthorization number: Int64) -> LedgerError? { error(in: authorizations[number]) }

    /// Takes note that a session could not be read.
    mutating func note(_ error: LedgerError, of session: SessionID) {
        sessions[session] = Self.failure(error, after: sessions[session])
    }

    /// Takes note that a session's row could not be read.
    mutating func note(_ error: LedgerError, ofRow number: Int64) {
        rows[number] = Self.failure(error, after: rows[number])
    }

    /// Takes note that an authorization could not be removed.
    mutating func note(_ error: LedgerError, ofAuthorization number: Int64) {
        authorizations[number] = Self.failure(error, after: authorizations[number])
    }

    private static func failure(_ error: LedgerError, after before: Failure?) -> Failure {
        Failure(error: error, times: (before?.times ?? 0) + 1)
    }

    /// What is damaged stays so; what a disk failed to read once it may read the next time.
    private func error(in failure: Failure?) -> LedgerError? {
        guard isInForce, let failure else { return nil }
        if case .corrupt = failure.error { return failure.error }
        return failure.times > 1 ? failure.error : nil
    }
}
