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

    static let method = Method.listAuthorizations

    @Argument(help: SessionReference.help, completion: SessionCompletion.every)
    var session: String

    @OptionGroup
    var pages: PageOptions

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func checkOptions() throws { try pages.check() }

    func run() throws {
        let reference = try SessionReference(session, at: connection)
        let client = try connection.connect()
        let id = try reference.resolve(with: client)
        let listing = Listing.authorizations(of: client)
        let ofSession = { (writer: inout JSONWriter) in writer.member("sessionId", string: id) }
        let command = connection.command("authorizations \(id)")
        guard !connection.json else { return try listing.print(pages, moreBy: command, where: ofSession) }
        let session = try SessionAnswer(of: id, from: client)
        let listed = try listing.first(pages.most, where: ofSession)
        show(listed.entries.map(AuthorizationAnswer.init), of: session)
        if listed.hasMore { pages.tellOfMore(by: command) }
    }

    private func show(_ authorizations: [AuthorizationAnswer], of session: SessionAnswer) {
        guard !authorizations.isEmpty else { return Output.complain("\(AuthorizationTable.wordsOfNone(in: session)).") }
        let table = AuthorizationTable(
            denomination: session.denomination, now: SystemClock.unixSeconds(), terminal: .current)
        Output.write(table.lines(of: authorizations).joined(separator: "\n") + "\n")
    }
}
