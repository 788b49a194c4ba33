import SessionKeys

/// The line that `systemctl status` shows.
struct StatusLine: Equatable {
    private let active: Int
    private let nextExpirySec: Int64?

    /// The line for a store.
    init(_ overview: Overview) {
        active = overview.sessions[.active, default: 0]
        nextExpirySec = overview.nextExpirySec
    }

    var text: String {
        let expiry = nextExpirySec.map { "next expiry \(Instant(seconds: $0).utcText)" } ?? "no expiry ahead"
        return "\(active) \(active == 1 ? "session" : "sessions") active, \(expiry)"
    }
}
