import SessionKeys

/// The methods of the control protocol. What each one is for and takes stands in `Method+Description.swift`; dispatch
/// switches over this type, so that no method can be described and not answered.
package enum Method: String, CaseIterable, Sendable {
    case createSession = "wallet_createSession"
    case getSession = "session_get"
    case listSessions = "session_list"
    case check = "session_check"
    case authorize = "session_authorize"
    case settle = "session_settle"
    case listAuthorizations = "session_authorizations"
    case revoke = "session_revoke"
    case listEvents = "session_events"
    case subscribe = "session_subscribe"
    case unsubscribe = "session_unsubscribe"
    case ethSubscribe = "eth_subscribe"
    case ethUnsubscribe = "eth_unsubscribe"
    case confirmClock = "daemon_confirmClock"
    case status = "daemon_status"
    case metrics = "daemon_metrics"
    case backUp = "daemon_backup"
    case readBackup = "daemon_readBackup"
    case clientVersion = "web3_clientVersion"
    case modules = "rpc_modules"
    case discover = "rpc.discover"

    /// The method of a name, found by its bytes.
    package init?(name: Span<UInt8>) {
        let found = Self.places.first(of: NameMark.of(name)) { place in
            Self.allCases[place].rawValue.utf8Span.span.isSame(as: name)
        }
        guard let found else { return nil }
        self = Self.allCases[found]
    }

    private static let places = {
        var places = MarkedPlaces()
        for (place, method) in allCases.enumerated() {
            places.add(place, for: NameMark.of(method.rawValue.utf8Span.span))
        }
        return places
    }()

    /// Whether the spend socket offers it.
    package var isOfferedToSpenders: Bool {
        switch self {
        case .getSession, .check, .authorize, .settle, .clientVersion, .modules, .discover: true
        case .createSession, .listSessions, .listAuthorizations, .revoke, .listEvents, .subscribe, .unsubscribe,
            .ethSubscribe, .ethUnsubscribe, .confirmClock, .status, .metrics, .backUp, .readBackup:
            false
        }
    }

    /// The methods that a socket offers.
    package static func offered(on socket: DaemonSocket) -> [Method] {
        allCases.filter { socket == .control || $0.isOfferedToSpenders }
    }
}
