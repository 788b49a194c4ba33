/// Why a store does without something, until somebody is told: each reason once, and the first ones of very many.
package struct UntoldDamage: Sendable {
    private static let limit = 16

    private var reasons: [(error: LedgerError, session: SessionID?)] = []

    /// Nothing to tell.
    package init() {}

    /// Takes note of a reason, and of the session that it concerns, where it is known.
    package mutating func insert(_ error: LedgerError, of session: SessionID? = nil) {
        guard reasons.count < Self.limit, !reasons.contains(where: { $0.error == error }) else { return }
        reasons.append((error, session))
    }

    /// Whether a reason concerns the session.
    package func concerns(_ session: SessionID) -> Bool { reasons.contains { $0.session == session } }

    /// The first reason, for whoever tells it; `nil` where all are told.
    package mutating func removeFirst() -> LedgerError? { reasons.isEmpty ? nil : reasons.removeFirst().error }

    /// All reasons, for whoever tells them.
    package mutating func removeAll() -> [LedgerError] {
        defer { reasons = [] }
        return reasons.map(\.error)
    }
}
