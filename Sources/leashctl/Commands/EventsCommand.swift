import ArgumentParser
import ControlProtocol
import SessionKeys

/// `leashctl events`
struct EventsCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Show what happened, and with --follow what happens.",
        discussion: """
            Events are numbered without gaps. Without --after, the last ones are shown; those of one session from its \
            beginning, or from the oldest that is kept. --follow begins now, or after the event that --after names, and runs until Ctrl-C; when the \
            daemon restarts it goes on where it was, without losing or repeating an event.

            EXAMPLES
              leashctl events --limit 20
              leashctl events --follow --after 0 --json
            """)

    @Option(help: ArgumentHelp("Only events after this number; 0 for all that are kept.", valueName: "n"))
    var after: Int64?

    @Option(help: ArgumentHelp("Only events of this session: its id, or enough of its beginning.", valueName: "id"))
    var session: String?

    @Option(help: ArgumentHelp("At most so many, from 1 to 1000; else 100.", valueName: "n"))
    var limit: Int?

    @Flag(name: .shortAndLong, help: "Go on with new events as they happen; with --json one event a line.")
    var follow = false

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func validate() throws {
        guard after.map({ $0 >= 0 }) != false else { throw ValidationError("--after is not negative") }
        guard limit.map((1...1000).contains) != false else { throw ValidationError("--limit goes from 1 to 1000") }
        guard limit == nil || !follow else { throw ValidationError("--limit and --follow exclude each other") }
    }

    func run() throws {
        let reference = try session.map { try SessionReference($0) }
        let client = try connection.connect()
        let id = try reference?.resolve(with: client)
        guard !follow else {
            var follower = EventFollower(path: connection.path, session: id, after: after)
            try follower.run(first: client, deliver: show)
        }
        let page = try page(of: id, client)
        if connection.printed(page) { return }
        page.list("events").forEach(show)
        if page.list("events").isEmpty { Output.complain("No events.") }
    }

    private func page(of id: String?, _ client: Client) throws(Failure) -> JSONValue {
        let limit = limit ?? 100
        var after = after
        if after == nil, id == nil {
            let oldest = try client.call("session_events") { $0.member("limit", integer: 1) }
            // What was removed cannot be asked for.
            let kept = oldest.list("events").first?.number("seq") ?? 1
            after = max(kept - 1, (oldest.number("last") ?? 0) - Int64(limit))
        }
        return try client.call("session_events") { writer in
            if let after { writer.member("after", integer: after) }
            if let id { writer.member("sessionId", string: id) }
            writer.member("limit", integer: limit)
        }
    }

    private func show(_ value: JSONValue) {
        guard !connection.printed(value), let event = EventAnswer(value) else { return }
        Output.write(EventLine(event: event).text(on: .current) + "\n")
    }
}
