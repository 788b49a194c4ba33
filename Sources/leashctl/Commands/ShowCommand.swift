import ArgumentParser
import ControlProtocol
import Descriptors
import SessionKeys

/// `leashctl show`
struct ShowCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show everything about a session.",
        discussion: """
            Its definition, what its key may do, what remains of its allowances, and the last authorizations, with \
            the idempotency keys that they were asked by. Amounts of tokens that are not well known are in base units.

            EXAMPLE
              leashctl show 0x3f2a9c --authorizations 20
            """)

    static let method = Method.getSession

    @Argument(help: SessionReference.help, completion: SessionCompletion.every)
    var session: String

    @Option(
        help: ArgumentHelp(
            "How many of the last authorizations to show, from 0 to \(PageRequest.largestLimit); else \(usualCount).",
            valueName: "n"),
        transform: Arguments.number(in: 0...PageRequest.largestLimit))
    var authorizations: Int?

    private static let usualCount = 5

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func checkOptions() throws {
        guard authorizations == nil || !connection.json else {
            throw ValidationError(
                "--authorizations and --json exclude each other: JSON is exactly the session; its authorizations are "
                    + "those of leashctl authorizations --json")
        }
    }

    func run() throws {
        let reference = try SessionReference(session, at: connection)
        let client = try connection.connect()
        let id = try reference.resolve(with: client)
        let result = try SessionAnswer.result(of: id, from: client)
        _ = try result.needed("status", as: \.string)
        if connection.printed(result) { return }
        let now = SystemClock.unixSeconds()
        let session = SessionAnswer(result)
        var screen = Screen()
        SessionReport(session: session, now: now).add(to: &screen)
        let count = authorizations ?? Self.usualCount
        // What is known of the session is shown even where its authorizations cannot be had.
        defer { screen.show() }
        if count > 0 { try addAuthorizations(count, of: session, client, now, to: &screen) }
    }

    private func addAuthorizations(
        _ count: Int, of session: SessionAnswer, _ client: Client, _ now: Int64, to screen: inout Screen
    ) throws(Failure) {
        guard !client.isForSpenders else { return Self.addRefusal(to: &screen) }
        let listed: ListedEntries
        do throws(Failure) {
            listed = try Listing.authorizations(of: client).first(count) { $0.member("sessionId", string: session.id) }
        } catch {
            guard case .refused(let refusal) = error, refusal.needsControlSocket else { throw error }
            return Self.addRefusal(to: &screen)
        }
        let answers = listed.entries.map(AuthorizationAnswer.init)
        screen.line()
        guard !answers.isEmpty else { return screen.line(AuthorizationTable.wordsOfNone(in: session), .strong) }
        screen.line("Last authorizations", .strong)
        screen.indented { terminal in
            AuthorizationTable(denomination: session.denomination, now: now, terminal: terminal).lines(of: answers)
        }
        guard listed.hasMore else { return }
        let command = connection.command("authorizations \(session.id)")
        screen.paragraph("and earlier ones: \(command)", .faint, after: "  ")
    }

    private static func addRefusal(to screen: inout Screen) {
        screen.line()
        screen.line("Its authorizations are told at \(DaemonSocket.control.fileName) only", .faint)
    }
}
