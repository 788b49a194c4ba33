import SessionKeys
import Systemd

/// The line that `systemctl status` shows: sent when it changes, and only then.
final class StatusLine {
    private var told: Facts?

    /// What the line tells.
    private struct Facts: Equatable {
        let active: Int
        let nextExpirySec: Int64?

        init(_ overview: Overview) {
            active = overview.sessions[.active, default: 0]
            nextExpirySec = overview.nextExpirySec
        }

        var text: String {
            let expiry = nextExpirySec.map { "next expiry \(Instant(seconds: $0).utcText)" } ?? "no expiry ahead"
            return "\(active) \(active == 1 ? "session" : "sessions") active, \(expiry)"
        }
    }

    func text(_ overview: Overview) -> String { Facts(overview).text }

    /// Tells that the daemon is ready, and how it is.
    func ready(_ overview: Overview, through notifier: Notifier) {
        let facts = Facts(overview)
        told = facts
        notifier.ready(status: facts.text)
    }

    func update(_ overview: Overview, through notifier: Notifier) {
        let facts = Facts(overview)
        guard facts != told else { return }
        told = facts
        notifier.status(facts.text)
    }
}
