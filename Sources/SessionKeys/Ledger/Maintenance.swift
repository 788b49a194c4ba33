/// What a step of maintenance came to.
package struct Maintenance: Equatable, Sendable {
    /// What was ended or settled, in order.
    package let events: [Event]
    /// When the next thing falls due; in the past where the step's limit was reached.
    package let nextDeadline: Instant?
    /// Whether what is due cannot be done now. It is to be tried again later, so that everything else goes on meanwhile.
    package let isStuck: Bool
    /// Why each thing that is due and was passed over was; empty where nothing was.
    package var damage: [LedgerError]

    /// The outcome of a step.
    package init(events: [Event], nextDeadline: Instant?, isStuck: Bool = false, damage: [LedgerError] = []) {
        self.events = events
        self.nextDeadline = nextDeadline
        self.isStuck = isStuck
        self.damage = damage
    }
}
