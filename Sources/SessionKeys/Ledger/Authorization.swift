/// An operation that was authorized: a reservation until it is settled, and a row of the session's ledger for good.
///
///     reserved --settled, or its time is over--> settled
package struct Authorization: Equatable, Sendable {
    /// What names it.
    package let id: AuthorizationID
    /// Within which session it was given.
    package let session: SessionID
    /// What the operation is known by, if it is known by anything.
    package let key: OperationKey?
    /// When it was given, in Unix seconds.
    package let reservedSec: Int64
    /// When it counts as spent by itself; `nil` where it was settled at once.
    package let reservedUntilSec: Int64?
    /// What it debited.
    package let debits: [Debit]
    /// What the operation calls, at most `callLimit` of it.
    package let calls: [CallSummary]
    /// How many calls there were beyond those that are kept.
    package let omittedCalls: Int
    /// The meters as the first answer showed them, so that a repeated request gets the same.
    package let meters: [MeterReading]
    /// What became of it; `nil` as long as it is a reservation.
    package private(set) var settlement: Settlement?

    /// How many calls of an operation the ledger keeps.
    package static let callLimit = 1000

    /// An authorization with everything that the ledger keeps of it.
    package init(
        id: AuthorizationID, session: SessionID, key: OperationKey?, reservedSec: Int64, reservedUntilSec: Int64?,
        debits: [Debit], calls: [CallSummary], omittedCalls: Int = 0, meters: [MeterReading],
        settlement: Settlement? = nil
    ) {
        self.id = id
        self.session = session
        self.key = key
        self.reservedSec = reservedSec
        self.reservedUntilSec = reservedUntilSec
        self.debits = debits
        self.calls = calls
        self.omittedCalls = omittedCalls
        self.meters = meters
        self.settlement = settlement
    }

    /// Whether its time is over without a settlement (rules 3.4).
    func hasRunOut(at now: Instant) -> Bool {
        guard settlement == nil, let reservedUntilSec else { return false }
        return now.seconds >= reservedUntilSec
    }

    /// Settles it, once.
    package mutating func settle(_ settlement: Settlement) {
        precondition(self.settlement == nil, "an authorization is settled once")
        self.settlement = settlement
    }
}
