/// How much gathers of what is owed to the balances before it moves to them. A start may have to count twice as much:
/// the generation that moves, and the one that gathers.
package struct OwedLimits {
    /// How many sessions gather.
    package let sessions: Int
    /// How many events the oldest of them may be behind then.
    package let events: Int64
    /// How many are written together.
    package let together: Int

    /// Limits of what gathers before it moves.
    ///
    /// - Parameters:
    ///   - sessions: how many may gather: they are kept in memory.
    ///   - events: within how many events they gather.
    ///   - together: how many are written together, as their rows share pages.
    package init(sessions: Int = 12_288, events: Int64 = 24_576, together: Int = 16) {
        self.sessions = sessions
        self.events = events
        self.together = together
    }
}
