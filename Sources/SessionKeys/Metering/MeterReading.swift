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

    /// Reads a meter of which so much remains to its session.
    init(_ meter: Meter, remaining: Amount) {
        kind = meter.kind
        allowance = meter.allowance
        spent = meter.spent
        reserved = meter.reserved
        self.remaining = remaining
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
