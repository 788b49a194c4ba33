import ControlProtocol
import SessionKeys

/// The daemon's status on one screen. What a newer daemon says beyond what is known here is shown as it is.
struct StatusReport {
    let status: JSONValue

    private static let known: Set<String> = [
        "version", "uptimeSec", "sessions", "reservationsOpen", "nextExpirySec", "clock", "store", "connections",
        "rates",
    ]

    /// Adds the report to a screen.
    func add(to screen: inout Screen) {
        if let version = status.text("version") { screen.field("version", version) }
        if let uptime = status.number("uptimeSec") {
            screen.field("uptime", TimeSpan.text(seconds: UInt64(max(0, uptime))))
        }
        if let sessions = status["sessions"] { screen.field("sessions", counts(sessions)) }
        if let open = status["reservationsOpen"] { screen.field("reservations", "\(plain(open)) open") }
        addClock(to: &screen)
        if let store = status["store"] { screen.field("store", text(ofStore: store)) }
        if let connections = status["connections"] { screen.field("connections", counts(connections)) }
        if let rates = status["rates"] { screen.field("requests", text(ofRates: rates)) }
        for (key, value) in status.members {
            guard let name = key.string.map(ShownText.of), !Self.known.contains(name) else { continue }
            screen.field(name, plain(value))
        }
    }

    private func addClock(to screen: inout Screen) {
        let now = status["clock"]?.number("nowMs").map { $0 / 1000 }
        if let expiry = status.number("nextExpirySec") {
            screen.field(
                "next expiry", now.map { TimeSpan.both(expiry, now: $0) } ?? "\(CivilDate(unixSeconds: expiry))")
        } else {
            screen.field("next expiry", "none")
        }
        guard let clock = status["clock"] else { return }
        let date = now.map { "\(CivilDate(unixSeconds: $0)), " } ?? ""
        if clock["certain"]?.bool != false {
            screen.field("clock", "\(date)certain")
            if let delay { screen.remark(delay) }
        } else {
            let step = TimeSpan.text(seconds: (clock.number("unexplainedMs") ?? 0).magnitude / 1000)
            screen.field("clock", "\(date)UNCERTAIN: a step of \(step) that the time since boot does not explain", .bad)
            screen.remark("nothing is authorized or ended; if the time is right: leashctl confirm-clock", .bad)
        }
    }

    /// Says that the time stands still, where that is for long enough to be noticed.
    var delay: String? {
        guard let milliseconds = status["clock"]?.number("behindMs"), milliseconds >= 1000 else { return nil }
        let delay = TimeSpan.text(seconds: milliseconds.magnitude / 1000)
        return "the machine's clock is \(delay) behind: time stands still until it is there again"
    }

    private func text(ofStore store: JSONValue) -> String {
        store.members.compactMap { key, value in
            switch key.string {
            case "failing": value.bool == true ? "FAILING: requests are refused (journalctl -xeu leashd)" : nil
            case "bytes": value.integer.map(ByteSize.text) ?? plain(value)
            case "firstEvent": value.integer == 1 ? nil : "events from \(plain(value)) on"
            case "lastEvent": "last event \(plain(value))"
            default: "\(ShownText.of(key.string ?? "")) \(plain(value))"
            }
        }.joined(separator: ", ")
    }

    private func text(ofRates rates: JSONValue) -> String {
        let counts = rates.members.compactMap { key, value -> String? in
            if key.matches("secondsMeasured") { return nil }
            return "\(plain(value)) \(key.matches("requests") ? "in all" : ShownText.of(key.string ?? ""))"
        }
        let period = rates.number("secondsMeasured").map { " in \(TimeSpan.text(seconds: UInt64(max(0, $0))))" } ?? ""
        return counts.joined(separator: ", ") + period
    }

    /// `3 active, 1 expired`.
    private func counts(_ object: JSONValue) -> String {
        guard object.kind == .object else { return plain(object) }
        return object.members.map { "\(plain($0.value)) \(ShownText.of($0.key.string ?? ""))" }
            .joined(separator: ", ")
    }

    private func plain(_ value: JSONValue) -> String {
        ShownText.of(value.string ?? String(decoding: value.rawBytes, as: UTF8.self))
    }
}
