/// How and when a session ended.
package struct Ending: Hashable, Sendable {
    /// How it ended.
    package let status: SessionStatus
    /// Unix seconds; for an expired session its expiry.
    package let endedSec: Int64
    /// What the administrator said who revoked it.
    package let reason: String?

    /// An ending; its status is never `active`.
    package init(status: SessionStatus, endedSec: Int64, reason: String? = nil) {
        precondition(status != .active, "an ended session is not active")
        self.status = status
        self.endedSec = endedSec
        self.reason = reason
    }
}
