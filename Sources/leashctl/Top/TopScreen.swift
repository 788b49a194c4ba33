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

    /// How many lines are kept for the sessions, whatever else there is to show.
    private static let leastTable = 3

    /// The lines of the whole screen; as many as fit into a height, where there is one. In a low window the newest
    /// denials give way to the sessions, and then the counts at the top.
    func lines(on terminal: Terminal, height: Int?) -> [String] {
        guard let height else {
            return header(on: terminal, room: .max) + table(on: terminal, room: nil) + denials(on: terminal, room: .max)
        }
        let head = header(on: terminal, room: height - Self.leastTable - 1)
        let room = max(0, height - head.count - 1)
        let table = table(on: terminal, room: room)
        let denials = denials(on: terminal, room: room - min(table.count, Self.leastTable))
        let middle = table.prefix(room - denials.count)
        let padding = [String](repeating: "", count: room - denials.count - middle.count)
        return Array((head + middle + padding + denials + [keys(on: terminal)]).prefix(height))
    }

    /// What the daemon is doing and what is wrong; where there is not so much room, at least the first line.
    private func header(on terminal: Terminal, room: Int) -> [String] {
        let (title, counts) = summary(on: terminal)
        var troubles = Screen(on: terminal)
        for complaint in Wellbeing(status: snapshot.status).complaints { add(complaint, .bad, to: &troubles) }
        if let trouble { add(trouble, .bad, to: &troubles) }
        let all = [title] + counts + troubles.lines + [""]
        return all.count <= room ? all : Array(([title] + troubles.lines).prefix(max(1, room)))
    }

    /// The first line, and those with what is counted.
    private func summary(on terminal: Terminal) -> (title: String, counts: [String]) {
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
        return (screen.lines[0], Array(screen.lines.dropFirst()))
    }

    private func table(on terminal: Terminal, room: Int?) -> [String] {
        let all = view.sessions(among: snapshot.sessions)
        guard !all.isEmpty else {
            let found = view.search.isEmpty ? "" : " with '\(ShownText.of(view.search))' in them"
            var screen = Screen(on: terminal)
            add("No \(view.status.map { "\($0.rawValue) " } ?? "")sessions\(found).", to: &screen)
            return screen.lines
        }
        let shown = Array(all.dropFirst(view.offset).prefix(room ?? .max))
        let lines = SessionTable(now: snapshot.now, terminal: terminal).table(of: shown).lines(on: terminal)
        return room.map { Array(lines.prefix($0)) } ?? lines
    }

    /// As many of them as have room below their title.
    private func denials(on terminal: Terminal, room: Int) -> [String] {
        let denials = snapshot.metrics.list("recentDenials").prefix(max(0, min(Self.denialLimit, room - 2)))
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
        let cut = Column.Cut.end
        screen.line(screen.terminal.width.map { cut.fit(text, into: $0, on: screen.terminal) } ?? text, style)
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
