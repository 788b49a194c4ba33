/// What a step of retention came to.
package struct Removal: Equatable, Sendable {
    /// How many events were removed.
    package var events = 0
    /// How many authorizations were removed, each with its key.
    package var authorizations = 0
    /// When there is more to remove; `nil` where that waits for something new to happen. Not in the future where the
    /// step's limit was reached.
    package var next: Instant?
    /// Why something that is old stays for good; nil where nothing does.
    package var damage: LedgerError?

    /// A step that has removed so much.
    package init(events: Int = 0, authorizations: Int = 0, damage: LedgerError? = nil) {
        self.events = events
        self.authorizations = authorizations
        self.damage = damage
    }

    /// Counts what another step has removed, and takes over what it found damaged.
    package mutating func add(_ step: Removal) {
        events += step.events
        authorizations += step.authorizations
        damage = step.damage ?? damage
    }

    /// How many rows that is.
    package var count: Int { events + authorizations }
}
