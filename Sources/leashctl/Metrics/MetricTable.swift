import ControlProtocol

/// Every metric, read from what `daemon_metrics` answers. What an older daemon does not tell is left out.
struct MetricTable {
    private let metrics: JSONValue

    init(_ metrics: JSONValue) { self.metrics = metrics }

    /// What is known of a daemon that cannot be reached.
    static let ofNobody = [up(false)]

    private static func up(_ isUp: Bool) -> MetricFamily {
        MetricFamily(
            name: "leashd_up", kind: .gauge, help: "Whether leashd answered when this was collected.",
            samples: [MetricFamily.Sample(value: isUp ? "1" : "0")])
    }

    /// All families, in the order in which they are written.
    var families: [MetricFamily] {
        [Self.up(true)] + daemon + requests + sessions + durations + store + clock + callers
    }

    private var daemon: [MetricFamily] {
        let version = status?.text("version").map { MetricFamily.Sample(labels: [("version", $0)], value: "1") }
        return [
            MetricFamily(
                name: "leashd_build_info", kind: .gauge, help: "The version that runs; always 1.",
                samples: version.map { [$0] } ?? []),
            gauge(
                "leashd_start_time_seconds", "When leashd started, in Unix time.",
                metrics.number("startedMs").map { Self.seconds(fromMilliseconds: $0) }),
            counter("leashd_loop_turns_total", "Turns of the loop.", metrics.number("turns")),
            counter(
                "leashd_journal_records_omitted_total",
                "Records left out of the journal, as there were many like them.",
                metrics.number("recordsOmitted")),
        ]
    }

    private var requests: [MetricFamily] {
        [
            counters("leashd_requests_total", "Requests to the ledger.", by: "kind", metrics["requests"]),
            counter(
                "leashd_authorizations_total", "Operations that were authorized, also those that were answered again.",
                metrics.number("authorized")),
            counters(
                "leashd_denials_total", "Requests that were denied, by the code of the first reason.", by: "code",
                metrics["denials"]),
            counters(
                "leashd_refusals_total",
                "Requests refused before anything was decided, or of what is not there, by the code of the error.",
                by: "code", metrics["refusals"]),
        ]
    }

    private var sessions: [MetricFamily] {
        [
            gauges("leashd_sessions", "Sessions in the store.", by: "status", status?["sessions"]),
            counter("leashd_sessions_created_total", "Sessions that were granted.", metrics.number("sessionsCreated")),
            counters(
                "leashd_sessions_ended_total", "Sessions that ended, by what ended them.", by: "status",
                metrics["sessionsEnded"]),
            gauge(
                "leashd_next_expiry_timestamp_seconds", "When the next session expires, in Unix time.",
                status?.number("nextExpirySec").map(String.init)),
            gauge(
                "leashd_reservations_open", "Reservations that wait for their settlement.",
                status?.number("reservationsOpen").map(String.init)),
            counter("leashd_reservations_total", "Authorizations that reserved.", metrics.number("reservations")),
            counter(
                "leashd_reservations_lapsed_total", "Reservations that nobody settled in time: they count as spent.",
                metrics.number("reservationsLapsed")),
            counters(
                "leashd_settlements_total", "Authorizations that were settled, or settled themselves.", by: "outcome",
                metrics["settlements"]),
        ]
    }

    private var durations: [MetricFamily] {
        [
            histogram("leashd_commit_duration_seconds", "How long a batch took, the disk included.", "commit"),
            histogram(
                "leashd_authorize_duration_seconds",
                "How long a decision to authorize or deny took, its commit included.",
                "authorize"),
            histogram(
                "leashd_expiry_lateness_seconds", "How long after its second a session was ended.", "expiryLateness"),
        ]
    }

    private var store: [MetricFamily] {
        [
            gauge(
                "leashd_store_size_bytes", "How large the store is.",
                status?["store"]?.number("bytes").map(String.init)),
            counter(
                "leashd_store_events_total", "Events of the store, also those that were removed since.",
                status?["store"]?.number("lastEvent")),
            counters(
                "leashd_store_removed_total", "Old history that was removed.", by: "kind", metrics["removed"]),
            counter(
                "leashd_store_failures_total", "Requests and tasks that the store failed.",
                metrics.number("storeFailures")),
            gauge(
                "leashd_store_failing", "Whether the store cannot write, so that nothing is authorized.",
                status?["store"]?["failing"]?.bool.map { $0 ? "1" : "0" }),
        ]
    }

    private var clock: [MetricFamily] {
        let clock = status?["clock"]
        return [
            gauge(
                "leashd_clock_certain", "Whether the machine's clock is believed; where not, nothing is authorized.",
                clock?["certain"]?.bool.map { $0 ? "1" : "0" }),
            gauge(
                "leashd_clock_unexplained_seconds", "How far a clock that is not believed is ahead of elapsed time.",
                clock?.number("unexplainedMs").map { Self.seconds(fromMilliseconds: $0) }),
            gauge(
                "leashd_clock_behind_seconds",
                "How far the machine's clock is behind the highest time that was seen, while which time stands still.",
                clock?.number("behindMs").map { Self.seconds(fromMilliseconds: $0) }),
            counters(
                "leashd_clock_steps_total", "How often the machine's clock was set by a second or more.",
                by: "direction", metrics["clockSteps"]),
        ]
    }

    private var callers: [MetricFamily] {
        [
            gauges("leashd_connections", "Open connections.", by: "socket", status?["connections"]),
            counter(
                "leashd_connections_refused_total",
                "Connections turned away because too many were open, or closed to free memory.",
                metrics.number("connectionsRefused")),
            gauge(
                "leashd_subscriptions", "Open subscriptions.", metrics.number("subscriptions").map(String.init)),
            counter(
                "leashd_subscribers_dropped_total",
                "Subscribers disconnected: they read too slowly, or what they lacked was removed or cannot be read.",
                metrics.number("subscribersDropped")),
        ]
    }

    private var status: JSONValue? { metrics["status"] }

    private static func seconds(fromMilliseconds milliseconds: Int64) -> String { "\(Double(milliseconds) / 1000)" }
}

extension MetricTable {
    private func gauge(_ name: String, _ help: String, _ value: String?) -> MetricFamily {
        MetricFamily(name: name, kind: .gauge, help: help, samples: value.map { [.init(value: $0)] } ?? [])
    }

    private func counter(_ name: String, _ help: String, _ value: Int64?) -> MetricFamily {
        MetricFamily(
            name: name, kind: .counter, help: help, samples: value.map { [.init(value: String($0))] } ?? [])
    }

    private func gauges(_ name: String, _ help: String, by label: String, _ counts: JSONValue?) -> MetricFamily {
        MetricFamily(name: name, kind: .gauge, help: help, samples: samples(counts, by: label))
    }

    private func counters(
        _ name: String, _ help: String, by label: String, _ counts: JSONValue?
    ) -> MetricFamily {
        MetricFamily(name: name, kind: .counter, help: help, samples: samples(counts, by: label))
    }

    private func samples(_ counts: JSONValue?, by label: String) -> [MetricFamily.Sample] {
        counts?.members.compactMap { key, value in
            guard let name = key.string, let count = value.integer else { return nil }
            return MetricFamily.Sample(labels: [(label, name)], value: String(count))
        } ?? []
    }

    private func histogram(_ name: String, _ help: String, _ key: String) -> MetricFamily {
        let samples = metrics[key].flatMap(HistogramAnswer.init)?.samples ?? []
        return MetricFamily(name: name, kind: .histogram, help: help, samples: samples)
    }
}
