import ControlProtocol
import SessionKeys

/// Somebody who is told of events, each once and in order.
struct Subscription {
    /// How its notifications are named.
    enum Style {
        case session
        case ethereum

        var method: StaticString {
            switch self {
            case .session: "session_subscription"
            case .ethereum: "eth_subscription"
            }
        }
    }

    let connection: UInt64
    let session: SessionID?
    let envelope: NotificationEnvelope
    /// The last number that was sent, or passed over because it is of another session.
    var position: Int64
    /// Whether nothing before the newest event is missing: then events are sent as they happen.
    var isCurrent: Bool
    /// In which step it was last served of its backlog.
    var servedInStep = 0

    /// Whether the subscriber wants to be told of it.
    func wants(_ event: Event) -> Bool {
        event.sequence > position && (session == nil || session == event.session)
    }
}
