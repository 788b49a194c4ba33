import ArgumentParser
import ControlProtocol
import Descriptors
import SessionKeys

/// `leashctl create`
struct CreateCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Grant a session.",
        discussion: """
            The session is defined by flags, or by JSON in a file or on standard input: the object that the Wallets \
            API documents for wallet_createSession. --expires, --not-before, --label and --idempotency-key stand in \
            for what the JSON says.

            Prints the session's id, warnings, and what was granted.

            EXAMPLES
              leashctl create --account 0x... --key 0x... --chain 1 --expires 1h \\
                --gas 2000000 --native 0.5ether --everywhere 0x00000000 \\
                --erc20 0xa0b8...=100 --decimals 6
              leashctl create session.json --expires 2d
              generate-session | leashctl create -
            """)

    static let method = Method.createSession

    @Argument(
        help: "JSON that defines the session; - or nothing is standard input, where no flag defines it.",
        completion: .file(extensions: ["json"]), transform: Arguments.file)
    var file: String?

    @OptionGroup(title: "Definition by flags")
    var definition: DefinitionOptions

    @OptionGroup(title: "Terms")
    var terms: TermOptions

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func checkOptions() throws {
        if let file, !definition.isEmpty {
            throw ValidationError(
                "a session is defined by a file or by flags, not by both: leave out '\(ShownText.of(file))' or the "
                    + "flags")
        }
        try definition.checkOptions()
        try terms.checkOptions()
        if !definition.isEmpty { try definition.requireWhole() }
    }

    func run() throws {
        let document = definition.isEmpty ? try document() : nil
        let hasKey = terms.idempotencyKey != nil || document?.says("idempotencyKey") == true
        let parameters = try parameters(document)
        let client = try connection.connect()
        let result: JSONValue
        do throws(Failure) {
            result = try client.call(.createSession) { $0.raw(parameters) }
        } catch {
            if case .refused(let error) = error, error.isOfPastTime, !connection.json { tellDelay(client) }
            throw error
        }
        let id = ShownText.of(try result.needed("sessionId", as: \.string))
        let isPrinted = connection.printed(result)
        // By a key it may be a session that was granted before; else JSON leaves nothing to ask.
        guard !isPrinted || hasKey else { return }
        let session = SessionAnswer.ifReadable(id, from: client)
        if !isPrinted { show(id, result, session) }
        if hasKey, let session, session.hasEnded { tellEnd(of: session) }
    }

    /// The members of the request.
    private func parameters(_ document: DefinitionDocument?) throws -> [UInt8] {
        let now = SystemClock.unixSeconds()
        var writer = JSONWriter()
        if let document {
            document.write(to: &writer, except: terms.names)
        } else {
            try definition.write(to: &writer)
        }
        terms.write(to: &writer, now: now)
        return writer.bytes
    }

    private func document() throws -> DefinitionDocument {
        guard file != nil || !InputText.isTerminal else {
            throw ValidationError(
                "nothing defines a session: give a file, or --account, --key, --chain and permissions")
        }
        return try DefinitionDocument(try InputText(of: file ?? "-"))
    }

    /// Tells where the daemon's time is not the machine's, by which an expiry was chosen.
    private func tellDelay(_ client: Client) {
        guard let status = try? client.call(.status), let delay = StatusReport(status: status).delay else { return }
        Output.complain("leashctl: \(delay)")
    }

    /// Tells that the key was used for a session in which nothing passes any more, and that no other one was granted.
    private func tellEnd(of session: SessionAnswer) {
        let granted = session.createdSec.map { ", at \(CivilDate(unixSeconds: $0))," } ?? ""
        let end =
            switch SessionStatus(rawValue: session.status) {
            case .revoked: "has been revoked"
            case .expired: "has expired"
            case .exhausted: "is used up"
            case .active, nil: "has ended"
            }
        Output.complain(
            "leashctl: this session was granted before\(granted) and \(end): use a new idempotency key to grant another"
        )
    }

    private func show(_ id: String, _ result: JSONValue, _ session: SessionAnswer?) {
        var screen = Screen()
        for warning in result.list("warnings") {
            screen.paragraph(
                "\(warning.text("message") ?? "?") (\(warning.text("code") ?? "?"))", .warning, after: "warning: ")
        }
        if let session {
            SessionReport(session: session, now: SystemClock.unixSeconds()).add(to: &screen)
        } else {
            screen.field("session", id, .strong)
        }
        screen.show()
    }
}
