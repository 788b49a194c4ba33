import ControlProtocol

/// Follows the events over the daemon's restarts: each once, in order.
///
///     subscribed --connection lost--> waiting --daemon is back--> subscribed, after the last event that was seen
struct EventFollower {
    private let path: String
    private let session: String?
    /// The number of the last event that was delivered, or behind which to begin; nil for now.
    private var last: Int64?
    /// The highest number that the daemon is known to have given.
    private var highest: Int64 = 0
    private var backoff = Backoff()

    init(path: String, session: String?, after: Int64?) {
        self.path = path
        self.session = session
        last = after
    }

    /// Delivers events until the process is stopped; throws where the first connection fails, or the daemon refuses.
    mutating func run(first: Client, deliver: (JSONValue) -> Void) throws(Failure) -> Never {
        var client: Client? = first
        while true {
            do throws(Failure) {
                let connected = if let client { client } else { try Client(path: path) }
                client = connected
                try follow(connected, deliver)
            } catch {
                client?.close()
                client = nil
                try waitAgain(after: error)
            }
        }
    }

    private mutating func follow(_ client: Client, _ deliver: (JSONValue) -> Void) throws(Failure) -> Never {
        try subscribe(client)
        if backoff.hasWaited { Output.complain("leashctl: connected again, going on after event \(last ?? 0)") }
        backoff = Backoff(isFirst: false)
        while true {
            guard let event = try client.nextNotification()["result"], let number = event.number("seq") else {
                continue
            }
            // A repetition is what was asked for twice, by two connections.
            guard number > last ?? 0 else { continue }
            deliver(event)
            last = number
            highest = max(highest, number)
        }
    }

    private mutating func subscribe(_ client: Client) throws(Failure) {
        let newest =
            try client.call(.listEvents) { writer in
                // Without a place to begin at no event is read: the oldest may be of a session that is damaged.
                writer.member("after", integer: last ?? .max)
                writer.member("limit", integer: 1)
                if let session { writer.member("sessionId", string: session) }
            }.number("last") ?? 0
        if newest < highest {
            Output.complain("leashctl: the daemon has another store: its events are followed from the first one on")
            last = 0
        }
        highest = newest
        let after = last ?? newest
        last = after
        _ = try client.call(.subscribe) { writer in
            writer.member("after", integer: after)
            if let session { writer.member("sessionId", string: session) }
        }
        try client.waitWithoutEnd()
    }

    /// Waits where the daemon may come back; throws where it never was there, or says no.
    private mutating func waitAgain(after failure: Failure) throws(Failure) {
        switch failure {
        case .unreachable where !backoff.isFirst, .misunderstood where !backoff.isFirst: break
        case .refused(let error) where error.isPassing && !backoff.isFirst: break
        default: throw failure
        }
        if !backoff.hasWaited {
            Output.complain("leashctl: \(failure.description(at: path)); trying again until it is back")
        }
        backoff.wait()
    }
}
