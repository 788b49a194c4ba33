import Descriptors
import SessionKeys

/// What the amounts of sessions count in, of which events say nothing: asked of the daemon, once for each session.
final class SessionDenominations {
    /// How many sessions are remembered.
    private static let limit = 4096
    /// An event is shown in base units rather than late.
    private static let patienceMilliseconds = 2000
    /// For how long a daemon that is not reachable, or refuses for now, is not asked again.
    private static let pauseMicroseconds: UInt64 = 5_000_000

    private let path: String
    /// Over which connection it is asked; nil where none is open.
    private var client: Client?
    private var pausedUntil: UInt64 = 0
    /// Those of a session that the daemon does not tell of are unknown.
    private var known: [String: Denomination] = [:]

    /// Asks over a connection on which nothing else is waited for, or over one of its own.
    init(path: String, over client: Client? = nil) {
        self.path = path
        self.client = client
    }

    /// What a session's amounts count in; unknown where that cannot be learned now.
    func denomination(of session: String) -> Denomination {
        if let denomination = known[session] { return denomination }
        guard SystemClock.monotonicMicroseconds() >= pausedUntil else { return .unknown }
        var denomination = Denomination.unknown
        do throws(Failure) {
            denomination = try SessionAnswer(of: session, from: try connected()).denomination
        } catch {
            guard case .refused(let refusal) = error, !refusal.isPassing else {
                client = nil
                pausedUntil = SystemClock.monotonicMicroseconds() + Self.pauseMicroseconds
                return .unknown
            }
        }
        if known.count >= Self.limit { known.removeAll() }
        known[session] = denomination
        return denomination
    }

    /// What an authorization's amounts count in. Its number is that of the event that tells of it, and so of its
    /// session; unknown where that event is not kept any more, or not for whoever asks at the socket for spenders.
    func denomination(ofAuthorization id: String) -> Denomination {
        guard let authorization = AuthorizationID(wire: id.utf8Span.span) else { return .unknown }
        do throws(Failure) {
            let client = try connected()
            guard !client.isForSpenders else { return .unknown }
            let history = EventHistory(client: client, session: nil)
            let page = try history.page(after: Int64(clamping: authorization.number) - 1, limit: 1)
            let event = page.list("events").first.flatMap { EventAnswer($0) }
            guard let event, event.authorization == "\(authorization)" else { return .unknown }
            return denomination(of: event.session)
        } catch {
            return .unknown
        }
    }

    private func connected() throws(Failure) -> Client {
        if let client { return client }
        let client = try Client(path: path, patienceMilliseconds: Self.patienceMilliseconds)
        self.client = client
        return client
    }
}
