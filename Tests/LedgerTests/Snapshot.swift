import SessionKeys
import TestSupport

/// Everything that a ledger tells about itself.
struct Snapshot: Equatable {
    let sessions: [SessionRecord]
    let authorizations: [[Authorization]]
    let events: [Event]
    let overview: Overview
    let clock: ClockReading?

    /// Asks for everything. The size of the store and the version of its schema are left out.
    init(of ledger: any Ledger) throws {
        let clerk = Clerk(ledger)
        sessions = try clerk.sessions().entries
        authorizations = try sessions.map { try clerk.authorizations(of: $0.session.id).entries }
        events = try clerk.events()
        var overview = ledger.overview
        overview.schemaVersion = 0
        self.overview = overview
        clock = ledger.keptClock
    }
}
