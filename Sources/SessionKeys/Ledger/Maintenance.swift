/// What a step of maintenance came to.
package struct Maintenance: Equatable, Sendable {
    /// What was ended or settled, in order.
    package let events: [Event]
    /// When the next thing falls due; in the past where the step's limit was reached.
    package let nextDeadline: Instant?
    /// Why something that is due was passed over; nil where nothing was.
    package let damage: LedgerError?

    /// The outcome of a step.
    package init(events: [Event], nextDeadline: Instant?, damage: LedgerError? = nil) {
        self.events = events
        self.nextDeadline = nextDeadline
        self.damage = damage
    }
}
