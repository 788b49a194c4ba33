import ControlProtocol
import SessionKeys

/// Draws what the daemon said the way somebody wants to see it.
struct TopScreen {
    let snapshot: TopSnapshot
    let earlier: TopSnapshot?
    let view: TopView
    /// Why there is nothing newer to show.
    var trouble: String?

    private static let denialLimit = 5

    /// The lines of the whole screen; as many as fit into a height, where there is one.
    func lines(on terminal: Terminal, height: Int?) -> [String] {
        let head = header(on: terminal)
        let foot = denials(on: terminal) + (height == nil ? [] : [keys(on: terminal)])
        let room = height.map { max(2, $0 - head.count - foot.count) }
        var middle = table(on: terminal, room: room)
        if let room { middle += [String](repeating: "", count: max(0, room - middle.count)) }
        let all = head + middle + foot
        return height.map { Array(all.prefix($0)) } ?? all
    }

    private func header(on terminal: Terminal) -> [String] {
        var screen = Screen(on: terminal)
        let version = snapshot.status?.text("version") ?? "?"
        let uptime = TimeSpan.text(seconds: UInt64(max(0, snapshot.status?.number("uptimeSec") ?? 0)))
        add("leashd \(version), up \(uptime), \(CivilDate(unixSeconds: snapshot.now)), \(bytes)", .strong, to: &screen)
        let sessions = snapshot.status?["sessions"]?.members.map {
            "\($0.value.integer ?? 0) \(ShownText.of($0.key.string ?? ""))"
        }
        let open = snapshot.status?.number("reservationsOpen") ?? 0
        let reservations = "\(open) \(open == 1 ? "reservation" : "reservations")"
        add("sessions: \(sessions?.joined(separator: ", ") ?? "?"); \(reservations)", to: &screen)
        let rates = snapshot.rates(since: earlier)
        let requests = Self.text(rates.requests)
        add(
            "a second: \(requests) request\(requests == "1" ? "" : "s"), \(Self.text(rates.authorized)) authorized, "
                + "\(Self.text(rates.denied)) denied", to: &screen)
        for complaint in Wellbeing(status: snapshot.status).complaints { add(complaint, .bad, to: &screen) }
        if let trouble { add(trouble, .bad, to: &screen) }
        screen.line()
        return screen.lines
    }

    private func table(on terminal: Terminal, room: Int?) -> [String] {
        let all = view.sessions(among: snapshot.sessions)
        guard !all.isEmpty else {
            let found = view.search.isEmpty ? "" : " with '\(ShownText.of(view.search))' in them"
            return ["No \(view.status.map { "\($0.rawValue) " } ?? "")sessions\(found)."]
        }
        let shown = Array(all.dropFirst(view.offset).prefix(room ?? .max))
        let lines = SessionTable(now: snapshot.now, terminal: terminal).table(of: shown).lines(on: terminal)
        return room.map { Array(lines.prefix($0)) } ?? lines
    }

    private func denials(on terminal: Terminal) -> [String] {
        let denials = snapshot.metrics.list("recentDenials").prefix(Self.denialLimit)
        guard !denials.isEmpty else { return [] }
        var screen = Screen(on: terminal)
        screen.line()
        screen.line("NEWEST DENIALS", .faint)
        for denial in denials {
            let time = CivilDate(unixSeconds: max(0, denial.number("timeMs") ?? 0) / 1000).timeText
            let subject = denial.text("sessionId") ?? denial.text("authorizationId") ?? "creation"
            add(
                "\(time)  \(ShortID.of(subject, on: terminal))  \(denial.text("code") ?? "?"): "
                    + "\(denial.text("message") ?? "")",
                to: &screen)
        }
        return screen.lines
    }

    private func keys(on terminal: Terminal) -> String {
        var screen = Screen(on: terminal)
        if view.isSearching {
            add("/\(ShownText.of(view.search))_   Enter keeps it, Esc forgets it", .strong, to: &screen)
        } else {
            let search = view.search.isEmpty ? "" : " \(ShownText.of(view.search))"
            let more = snapshot.hasMore ? " (the newest \(TopSnapshot.sessionLimit))" : ""
            add(
                "q quit  s sort: \(view.order.rawValue)\(view.isReversed ? " reversed" : "")  r reverse  "
                    + "f filter: \(view.status?.rawValue ?? "all")\(more)  / search\(search)", .faint, to: &screen)
        }
        return screen.lines.joined()
    }

    /// Adds a line that is cut where the terminal ends.
    private func add(_ text: String, _ style: Style = .plain, to screen: inout Screen) {
        let column = Column(title: "", cut: .end)
        screen.line(screen.terminal.width.map { column.fit(text, into: $0, on: screen.terminal) } ?? text, style)
    }

    private var bytes: String {
        let bytes = snapshot.status?["store"]?.number("bytes")
        return "store \(bytes.map(ByteSize.text) ?? "not readable")"
    }

    /// One digit after the point below ten, none above.
    private static func text(_ rate: Double) -> String {
        let tenths = Int(max(0, min(rate * 10, 1e15)).rounded())
        return tenths >= 100 || tenths % 10 == 0 ? "\((tenths + 5) / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
