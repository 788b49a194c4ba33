/// What is in a copy, as was read from the copy itself.
package struct CopyFigures: Equatable, Sendable {
    /// The schema of the copy.
    package let schemaVersion: Int64
    /// The number of the last event that is in it.
    package let lastEvent: Int64
    /// How many sessions are in it.
    package let sessions: Int64

    /// The figures of a copy.
    package init(schemaVersion: Int64, lastEvent: Int64, sessions: Int64) {
        self.schemaVersion = schemaVersion
        self.lastEvent = lastEvent
        self.sessions = sessions
    }
}
