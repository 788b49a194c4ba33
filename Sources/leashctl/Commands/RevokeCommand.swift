import ArgumentParser
import ControlProtocol
import SessionKeys

/// `leashctl revoke`
struct RevokeCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End a session, or all active sessions of an account, at once and for good.",
        discussion: """
            Prints the ids of the sessions that this call ended: none where they had ended before.

            EXAMPLES
              leashctl revoke 0x3f2a9c --reason "key lost"
              leashctl revoke --account 0x...
            """)

    static let method = Method.revoke

    @Argument(help: SessionReference.help, completion: SessionCompletion.active)
    var session: String?

    @Option(
        help: ArgumentHelp("Revoke all active sessions of this account.", valueName: "address"),
        transform: Arguments.address)
    var account: Address?

    @Option(help: ArgumentHelp("Why, for the records; at most \(GivenText.labelLimit) characters.", valueName: "text"))
    var reason: String?

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func checkOptions() throws {
        guard (session == nil) != (account == nil) else {
            throw ValidationError("what to revoke is given by a session's id or by --account")
        }
    }

    func run() throws {
        let reference = try session.map { try SessionReference($0, at: connection) }
        let client = try connection.connect()
        let id = try reference?.resolve(with: client)
        // An account's sessions are ended in one step, which takes half a minute for a million of them.
        if account != nil { client.waitPatiently() }
        let result = try client.call(.revoke) { writer in
            if let id { writer.member("sessionId", string: id) }
            if let account { writer.member("account", address: account) }
            if let reason, !reason.isEmpty { writer.member("reason", string: reason) }
        }
        let revoked = try result.needed("revoked", as: Self.ids(in:))
        if connection.printed(result) { return }
        guard !revoked.isEmpty else {
            let which = id.map { "session \($0) had ended before" } ?? "no session of the account was active"
            return Output.complain("Nothing to revoke: \(which).")
        }
        var screen = Screen()
        for id in revoked { screen.line("revoked \(id)", .good) }
        screen.show()
    }

    private static func ids(in list: JSONValue) -> [String]? {
        let ids = list.elements.compactMap(\.string)
        return list.kind == .array && ids.count == list.count ? ids.map(ShownText.of) : nil
    }
}
