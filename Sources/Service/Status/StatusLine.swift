internal import SessionKeys
internal import Systemd

/// The line that `systemctl status` shows: sent when it changes, and only then.
final class StatusLine {
    private var told = ""

    func text(_ overview: Overview) -> String {
        let active = overview.sessions[.active, default: 0]
        let expiry = overview.nextExpirySec.map { "next expiry \(Instant(seconds: $0).utcText)" } ?? "no expiry ahead"
        return "\(active) \(active == 1 ? "session" : "sessions") active, \(expiry)"
    }

    /// Tells that the daemon is ready, and how it is.
    func ready(_ overview: Overview, through notifier: Notifier) {
        told = text(overview)
        notifier.ready(status: told)
    }

    func update(_ overview: Overview, through notifier: Notifier) {
        let text = text(overview)
        guard text != told else { return }
        told = text
        notifier.status(text)
    }
}
