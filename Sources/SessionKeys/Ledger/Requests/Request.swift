/// What the ledger is asked. Whatever somebody does to a session is one of these; what the time does to it, an expiry or
/// a reservation that runs out, is no request, and comes with `Ledger.maintain` (`Due`). Indirect, because a request is
/// handed on more often than it is looked into.
package indirect enum Request: Sendable {
    case create(CreateRequest)
    case check(session: SessionID, Operation)
    case authorize(AuthorizeRequest)
    case settle(SettleRequest)
    case revoke(RevokeRequest)
    case read(Query)

    /// Whether the request may change something.
    package var mayWrite: Bool {
        switch self {
        case .check, .read: false
        case .create, .authorize, .settle, .revoke: true
        }
    }

    /// The session that it names.
    package var session: SessionID? {
        switch self {
        case .check(let session, _), .read(.session(let session)), .read(.authorizations(let session, _)): session
        case .authorize(let request): request.session
        case .revoke(let request): if case .session(let session) = request.scope { session } else { nil }
        case .read(.events(_, let session, _)): session
        case .create, .settle, .read(.sessions): nil
        }
    }

    /// Whether all sessions of an account are to be ended, however many those are.
    package var revokesAnAccount: Bool {
        if case .revoke(let request) = self, case .account = request.scope { true } else { false }
    }

    /// Whether the request still counts where the disk has room for little: what writes nothing, and what ends
    /// sessions. A settlement can wait, as what it is about stays debited.
    package var isDoneOnFullDisk: Bool {
        switch self {
        case .check, .read, .revoke: true
        case .create, .authorize, .settle: false
        }
    }
}
