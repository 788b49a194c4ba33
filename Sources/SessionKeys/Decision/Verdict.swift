/// What was decided about an operation, and what it would debit.
package struct Verdict: Equatable, Sendable {
    /// Every rule that fails, in the order of rules 2.2; none means allowed.
    package let reasons: [Reason]
    /// One entry for each meter that the operation takes something from; none where it is denied.
    package let debits: [Debit]
    /// The calls that were judged, for the ledger.
    package let calls: [Call]

    /// Whether nothing speaks against it.
    package var isAllowed: Bool { reasons.isEmpty }
}
