/// How and when a session ended.
package struct Ending: Hashable, Sendable {
    /// What ended it.
    package enum Cause: Hashable, Sendable {
        case expired
        case exhausted
        case revoked
    }

    /// What ended it.
    package let cause: Cause
    /// Unix seconds; for an expired session its expiry.
    package let endedSec: Int64
    /// What the administrator said who revoked it.
    package let reason: String?

    /// An ending.
    package init(_ cause: Cause, endedSec: Int64, reason: String? = nil) {
        self.cause = cause
        self.endedSec = endedSec
        self.reason = reason
    }

    /// The session's status from then on.
    package var status: SessionStatus { cause.status }
}

extension Ending.Cause {
    /// What gives a session that status; `nil` for one that has not ended.
    package init?(_ status: SessionStatus) {
        switch status {
        case .active: return nil
        case .expired: self = .expired
        case .exhausted: self = .exhausted
        case .revoked: self = .revoked
        }
    }

    /// The status that it gives a session.
    var status: SessionStatus {
        switch self {
        case .expired: .expired
        case .exhausted: .exhausted
        case .revoked: .revoked
        }
    }
}
