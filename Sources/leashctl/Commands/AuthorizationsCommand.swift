import ArgumentParser
import ControlProtocol
import Descriptors
import SessionKeys

/// `leashctl authorizations`
struct AuthorizationsCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "authorizations",
        abstract: "List what was authorized within a session, the newest first.",
        discussion: """
            The session's ledger: each authorization with its idempotency key, its calls, what it debited, and what \
            became of it. Amounts of tokens that are not well known are in base units.

            EXAMPLES
              leashctl authorizations 0x3f2a9c --limit 20
              leashctl authorizations 0x3f2a9c --all --json
            """)

    @Argument(help: SessionReference.help, completion: SessionReference.completion)
    var session: String

    @Option(
        help: Listing.limitHelp,
        transform: Arguments.number(in: 1...PageRequest.largestLimit))
    var limit: Int?

    @Flag(help: "All of them, page by page; with --json a line for each page.")
    var all = false

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func checkOptions() throws {
        guard limit == nil || !all else { throw ValidationError("--limit and --all exclude each other") }
    }

    func run() throws {
        let reference = try SessionReference(session)
        let client = try connection.connect()
        let id = try reference.resolve(with: client)
        let listing = Listing.authorizations(of: client)
        let ofSession = { (writer: inout JSONWriter) in writer.member("sessionId", string: id) }
        guard !connection.json else { return try listing.print(limit: limit, all: all, where: ofSession) }
        let session = try SessionAnswer(of: id, from: client)
        let limit = limit ?? PageRequest.usualLimit
        let listed = try listing.first(all ? .max : limit, where: ofSession)
        show(listed.entries.map(AuthorizationAnswer.init), of: session)
        guard listed.hasMore else { return }
        let larger = limit < PageRequest.largestLimit ? ", or a larger --limit" : ""
        Output.complain("There are more: leashctl authorizations \(id) --all\(larger).")
    }

    private func show(_ authorizations: [AuthorizationAnswer], of session: SessionAnswer) {
        guard !authorizations.isEmpty else { return Output.complain("No authorizations yet.") }
        let table = AuthorizationTable(units: session.units, now: SystemClock.unixSeconds(), terminal: .current)
        Output.write(table.lines(of: authorizations).joined(separator: "\n") + "\n")
    }
}
