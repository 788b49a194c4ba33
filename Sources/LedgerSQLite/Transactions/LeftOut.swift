import SessionKeys

/// What could not be read, written or removed in a transaction. It is done again without that: once SQLite has found a
/// damaged page it takes no write until the transaction ends, and once the disk has failed there may be no transaction
/// any more.
struct LeftOut {
    /// Something that a transaction can do without.
    enum Part: Hashable {
        case session(SessionID)
        /// A session's row, by its number.
        case row(Int64)
        /// An authorization that history ends at.
        case authorization(Int64)
        /// From where the events of a session, by its number, are found without following all of them.
        case milestone(of: Int64)
    }

    /// How often something has failed, and why.
    private struct Failure {
        let error: LedgerError
        let times: Int
    }

    /// Whether the transaction is being done again: only then it does without anything.
    private var isInForce = false
    private var parts: [Part: Failure] = [:]
    /// How often anything has failed.
    private(set) var failures = 0

    /// What the disk failed to read, by which the transaction may have been lost.
    var unreadable: LedgerError? {
        parts.values.map(\.error).first { if case .cannotRead = $0 { true } else { false } }
    }

    /// The transaction is done again.
    mutating func comeIntoForce() { isInForce = true }

    /// Why the transaction does without a part; `nil` where it does not. What is damaged stays so; what a disk failed to
    /// read once it may read the next time.
    func error(of part: Part) -> LedgerError? {
        guard isInForce, let failure = parts[part] else { return nil }
        if case .corrupt = failure.error { return failure.error }
        return failure.times > 1 ? failure.error : nil
    }

    /// Whether the transaction does without a session's milestone: its page is damaged, or so many were that to try each
    /// one takes too long.
    func isMilestoneLeftOut(of session: Int64) -> Bool {
        guard isInForce else { return false }
        let milestones = parts.keys.count { if case .milestone = $0 { true } else { false } }
        return milestones >= Self.triedMilestones || parts[.milestone(of: session)] != nil
    }

    private static let triedMilestones = 8

    /// Takes note that a part could not be read, written or removed.
    mutating func note(_ error: LedgerError, of part: Part) {
        parts[part] = Failure(error: error, times: (parts[part]?.times ?? 0) + 1)
        failures += 1
    }
}
