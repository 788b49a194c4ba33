/// A meter as an answer shows it: the counters, and what remains, which is nothing once the session has ended.
package struct MeterReading: Hashable, Sendable {
    /// What the meter counts.
    package let kind: Meter.Kind
    /// What was granted.
    package let allowance: Amount
    /// What is gone for good.
    package let spent: Amount
    /// What waits for its settlement.
    package let reserved: Amount
    /// What is left to be taken; nothing, once the session has ended.
    package let remaining: Amount

    /// Reads a meter (rules 4.1: an ended session reports 0 remaining).
    package init(_ meter: Meter, sessionHasEnded: Bool) {
        kind = meter.kind
        allowance = meter.allowance
        spent = meter.spent
        reserved = meter.reserved
        remaining = sessionHasEnded ? .zero : meter.remaining
    }

    /// A reading as it was stored with the answer that showed it.
    package init(kind: Meter.Kind, allowance: Amount, spent: Amount, reserved: Amount, remaining: Amount) {
        self.kind = kind
        self.allowance = allowance
        self.spent = spent
        self.reserved = reserved
        self.remaining = remaining
    }
}
