import ControlProtocol
import SessionKeys

/// What the daemon said at one time.
struct TopSnapshot {
    /// So many sessions are looked at; the newest ones, where there are more.
    static let sessionLimit = 500

    let metrics: JSONValue
    let sessions: [SessionAnswer]
    /// Whether there are more sessions than were looked at.
    let hasMore: Bool
    /// When it was said, in milliseconds since the machine started.
    let time: Int64

    /// A snapshot from what was answered.
    init(metrics: JSONValue, sessions: [SessionAnswer], hasMore: Bool = false, time: Int64) {
        self.metrics = metrics
        self.sessions = sessions
        self.hasMore = hasMore
        self.time = time
    }

    /// Asks the daemon.
    init(from client: Client, _ status: SessionStatus?, at time: Int64) throws(Failure) {
        metrics = try client.call(.metrics)
        self.time = time
        let listed = try Listing.sessions(of: client).first(Self.sessionLimit, of: status)
        sessions = listed.entries.map(SessionAnswer.init)
        hasMore = listed.hasMore
    }

    /// The daemon's status.
    var status: JSONValue? { metrics["status"] }

    /// The time by the daemon's clock, in Unix seconds.
    var now: Int64 { (status?["clock"]?.number("nowMs") ?? 0) / 1000 }

    /// How much was asked in a second, on average since an earlier snapshot or, without one, of the last minute.
    func rates(since earlier: TopSnapshot?) -> (requests: Double, authorized: Double, denied: Double) {
        guard let earlier, time > earlier.time, metrics.number("startedMs") == earlier.metrics.number("startedMs")
        else {
            let rates = status?["rates"]
            let seconds = Double(max(1, rates?.number("secondsMeasured") ?? 1))
            func rate(_ name: String) -> Double { Double(rates?.number(name) ?? 0) / seconds }
            return (rate("requests"), rate("authorized"), rate("denied"))
        }
        let seconds = Double(time &- earlier.time) / 1000
        func rate(_ count: (TopSnapshot) -> Int64) -> Double { Double(max(0, count(self) &- count(earlier))) / seconds }
        return (
            rate { $0.sum("requests") }, rate { $0.metrics.number("authorized") ?? 0 }, rate(\.denied)
        )
    }

    /// How many requests were denied, without those of the wrong socket: they are not among the requests either.
    private var denied: Int64 {
        sum("denials") &- (metrics["denials"]?.number(RemoteError.controlSocketOnlyCode) ?? 0)
    }

    private func sum(_ name: String) -> Int64 {
        metrics[name]?.members.reduce(0) { $0 &+ ($1.value.integer ?? 0) } ?? 0
    }
}
