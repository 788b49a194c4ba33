import ArgumentParser
import ControlProtocol
import Descriptors
import SessionKeys

/// `leashctl events`
struct EventsCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Show what happened, and with --follow what happens.",
        discussion: """
            Events are numbered without gaps. Without --after and --since, the last ones are shown; those of one \
            session from its beginning, or from the oldest that is kept. With one of these, the first \
            \(PageRequest.usualLimit) from there on, or as many as --limit says. --follow begins now, or with \
            everything since what --after or --since names, and runs until Ctrl-C, or until nobody reads its output; \
            when the daemon restarts it goes on where it was, without losing or repeating an event.

            EXAMPLES
              leashctl events --limit 20
              leashctl events --since 2h
              leashctl events --follow --since 1d
              leashctl events --follow --after 0 --json
            """)

    static let method = Method.listEvents

    @Option(
        help: ArgumentHelp("Only events after this number; 0 for all that are kept.", valueName: "n"),
        transform: Arguments.number(in: 0...Int64.max))
    var after: Int64?

    @Option(
        help: ArgumentHelp(
            "Only events since this time: a date, Unix seconds, or 90min for those of the last 90 minutes.",
            valueName: "time"),
        transform: Arguments.time(.past))
    var since: TimeArgument?

    @Option(
        help: ArgumentHelp("Only events of this session: its id, or enough of its beginning.", valueName: "id"),
        completion: SessionCompletion.every)
    var session: String?

    @Option(
        help: PageOptions.limitHelp,
        transform: Arguments.number(in: 1...PageRequest.largestLimit))
    var limit: Int?

    @Flag(name: .shortAndLong, help: "Go on with new events as they happen; with --json one event a line.")
    var follow = false

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func checkOptions() throws {
        guard limit == nil || !follow else { throw ValidationError("--limit and --follow exclude each other") }
        guard after == nil || since == nil else { throw ValidationError("--after and --since exclude each other") }
    }

    func run() throws {
        let reference = try session.map { try SessionReference($0, at: connection) }
        let client = try connection.connect()
        let id = try reference?.resolve(with: client)
        let after = try since.map { try place(since: $0, client) } ?? after
        guard !follow else { try follow(client, session: id, after: after) }
        let history = EventHistory(client: client, session: id)
        guard !connection.json else { return try printPage(of: history, after: after) }
        try list(history, after: after)
    }

    /// How many events are asked for.
    private var most: Int { limit ?? PageRequest.usualLimit }

    /// Whether the last events are meant, where no place is named to begin at; those of one session begin with its
    /// first.
    private func wantsLast(of history: EventHistory, after: Int64?) -> Bool { after == nil && history.session == nil }

    private func follow(_ client: Client, session: String?, after: Int64?) throws(Failure) -> Never {
        let denominations = SessionDenominations(path: connection.path)
        var follower = EventFollower(path: connection.path, session: session, after: after)
        try follower.run(first: client) { show($0, denominations) }
    }

    private func printPage(of history: EventHistory, after: Int64?) throws(Failure) {
        let page =
            wantsLast(of: history, after: after)
            ? try history.lastPage(limit: most) : try history.page(after: after, limit: most)
        Output.write(json: CompactJSON.bytes(of: page))
    }

    private func list(_ history: EventHistory, after: Int64?) throws(Failure) {
        let (events, hasMore) =
            wantsLast(of: history, after: after)
            ? try history.lastEvents(limit: most) : try history.events(after: after, limit: most)
        let denominations = SessionDenominations(path: connection.path, over: history.client)
        let digits = events.last?.number("seq").map { "\($0)".count } ?? 0
        for event in events { show(event, denominations, digits: digits) }
        if events.isEmpty { Output.complain(try nothing(after: after, in: history)) }
        guard hasMore, let last = events.last?.number("seq") else { return }
        let ofSession = history.session.map { " --session \($0)" } ?? ""
        Output.complain("There are more: \(connection.command("events --after \(last)\(ofSession)"))")
    }

    /// Behind which number the events since a time begin, whosever they are.
    private func place(since moment: TimeArgument, _ client: Client) throws(Failure) -> Int64 {
        let now = SystemClock.unixSeconds()
        let seconds = moment.unixSeconds(before: now)
        if seconds > now { try requirePast(seconds, client) }
        return try EventHistory(client: client, session: nil).place(since: seconds)
    }

    /// Refuses a time that is ahead of the daemon's as well, by whose clock events have theirs.
    private func requirePast(_ seconds: Int64, _ client: Client) throws(Failure) {
        let now = try client.call(.status).needed("clock", "nowMs", as: \.integer)
        guard seconds * 1000 > now else { return }
        throw .wrongUsage("--since names no time of the past: \(CivilDate(unixSeconds: seconds)) is ahead")
    }

    private func nothing(after: Int64?, in history: EventHistory) throws(Failure) -> String {
        guard let after else { return "No events." }
        let newest = try history.page(after: .max, limit: 1).number("last") ?? 0
        return after > newest ? "No events: the newest of all is \(newest)." : "No events."
    }

    private func show(_ value: JSONValue, _ denominations: SessionDenominations, digits: Int = 0) {
        guard !connection.printed(value), let event = EventAnswer(value) else { return }
        let denomination = event.debits.isEmpty ? .unknown : denominations.denomination(of: event.session)
        let line = EventLine(event: event, denomination: denomination, digits: digits)
        Output.write(line.text(on: .current) + "\n")
    }
}
