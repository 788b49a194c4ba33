import ControlProtocol
import SessionKeys
import UnixSocket

/// What `daemon_metrics` answers: counters that only grow, histograms, and the status.
extension DaemonMethods {
    func writeMetrics(to writer: inout JSONWriter) {
        let metrics = telemetry.metrics
        writer.member("startedMs", integer: metrics.startedAt)
        writer.member("turns", integer: metrics.turns)
        writer.counts("requests", RequestKind.allCases.map { ("\($0)", metrics.requests[$0]) })
        writer.member("authorized", integer: metrics.rates.total.authorized)
        let denials = DenialCode.allCases.map { ($0.rawValue, metrics.denials[$0, default: 0]) }
        writer.counts("denials", denials + [(RemoteError.controlSocketOnlyCode, metrics.overreaches)])
        let refusals = metrics.refusals.sorted { $0.key < $1.key }
        writer.counts("refusals", refusals.map { (String($0.key), $0.value) })
        writer.member("sessionsCreated", integer: metrics.sessionsCreated)
        let endings = SessionStatus.allCases.filter { $0 != .active }
        writer.counts("sessionsEnded", endings.map { ($0.rawValue, metrics.sessionsEnded[$0, default: 0]) })
        writer.member("reservations", integer: metrics.reservations)
        writer.member("reservationsLapsed", integer: metrics.reservationsLapsed)
        let outcomes = Settlement.Outcome.allCases
        writer.counts("settlements", outcomes.map { ($0.rawValue, metrics.settlements[$0, default: 0]) })
        writer.histogram("commit", metrics.commit)
        writer.histogram("authorize", metrics.authorize)
        writer.histogram("expiryLateness", metrics.expiryLateness)
        writer.counts(
            "clockSteps", [("forward", parts.clock.steps.forward), ("backward", parts.clock.steps.backward)])
        writer.counts(
            "removed", [("events", metrics.removed.events), ("authorizations", metrics.removed.authorizations)])
        writer.member("storeFailures", integer: metrics.storeFailures)
        writer.member("connectionsRefused", integer: metrics.connectionsRefused)
        writer.member("subscribersDropped", integer: metrics.subscribersDropped)
        writer.member("subscriptions", integer: subscriptions.count)
        writer.member("recordsOmitted", integer: parts.sink.omittedCount)
        writer.array("recentDenials") { list in for one in metrics.recentDenials.newestFirst { list.denial(one) } }
        writer.object("status") { writeStatus(to: &$0) }
    }
}

extension JSONWriter {
    /// A member that is an object of counts.
    mutating func counts(_ name: StaticString, _ counts: [(name: String, count: Int)]) {
        object(name) { object in
            for one in counts {
                object.key(named: one.name)
                object.integer(one.count)
            }
        }
    }

    fileprivate mutating func denial(_ denial: RecentDenials.Entry) {
        object { object in
            object.member("timeMs", integer: denial.time.milliseconds)
            switch denial.subject {
            case .other: break
            case .operation(let id): object.member("sessionId", session: id)
            case .settlement(let id): object.member("authorizationId", authorization: id)
            }
            object.member("code", word: denial.code)
            object.member("message", string: denial.message)
            object.member("uid", integer: Int64(denial.caller.peer.uid))
            object.member("pid", integer: Int64(denial.caller.peer.pid))
        }
    }

    /// Bounds in microseconds, and the count of each bucket with one more for what is above them.
    fileprivate mutating func histogram(_ name: StaticString, _ histogram: Histogram) {
        object(name) { object in
            object.array("boundsUs") { list in
                for bound in histogram.bounds { list.integer(Int64(clamping: bound)) }
            }
            object.array("counts") { list in
                for count in histogram.counts { list.integer(Int64(clamping: count)) }
            }
            object.member("sumUs", integer: Int64(clamping: histogram.sum))
        }
    }
}
