import ArgumentParser
import ControlProtocol
import Descriptors
import SessionKeys

/// `leashctl authorize`
struct AuthorizeCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "authorize",
        abstract: "Authorize an operation: what it costs is debited before the answer.",
        discussion: """
            What is debited is reserved until it is settled (leashctl settle), or counts as spent when the \
            reservation time is over. A denial is explained as check does it; the exit status is 1 then.

            EXAMPLE
              leashctl authorize 0x3f2a9c --to 0x... --value 0.1ether \\
                --idempotency-key order-17
            """)

    static let method = Method.authorize

    @Argument(help: SessionReference.help, completion: SessionCompletion.active)
    var session: String

    @OptionGroup(title: "Operation")
    var operation: OperationOptions

    @Option(
        help: ArgumentHelp(
            "Authorize once: the same key with the same operation gives the first answer again.", valueName: "key"))
    var idempotencyKey: String?

    @Flag(help: "Count it as spent at once; there will be no settlement.")
    var settle = false

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func checkOptions() throws { try operation.checkOptions() }

    func run() throws {
        let reference = try SessionReference(session, at: connection)
        let document = try operation.document(of: [.authorize])
        for (name, isGiven) in [("idempotencyKey", idempotencyKey != nil), ("settle", settle)] {
            guard isGiven, let document, document.value[name] != nil else { continue }
            throw ValidationError("\(document.name) has \(name) of its own: say it there or by an option")
        }
        let client = try connection.connect()
        let id = try reference.resolve(with: client)
        let members = try operation.members(document, within: id, client)
        let result: JSONValue
        do throws(Failure) {
            result = try client.call(.authorize) { write(id, members, to: &$0) }
        } catch {
            guard case .refused(let error) = error, !error.reasons.isEmpty, !connection.json else { throw error }
            explain(error, of: members, within: id, client)
            throw Failure.denied
        }
        _ = try result.needed("authorizationId", as: \.string)
        if !connection.printed(result) { show(AuthorizationAnswer(result), of: id, client) }
    }

    private func write(_ id: String, _ members: OperationMembers, to writer: inout JSONWriter) {
        writer.member("sessionId", string: id)
        writer.raw(members.bytes)
        if let idempotencyKey { writer.member("idempotencyKey", string: idempotencyKey) }
        if settle { writer.member("settle", bool: true) }
    }

    private func show(_ authorization: AuthorizationAnswer, of id: String, _ client: Client) {
        let denomination = SessionAnswer.ifReadable(id, from: client)?.denomination ?? .unknown
        var screen = Screen()
        screen.line("authorized", .good)
        screen.field("id", authorization.id, .strong)
        screen.field("state", authorization.state)
        if let until = authorization.reservedUntilSec {
            screen.field("settle until", TimeSpan.both(until, now: SystemClock.unixSeconds()))
        }
        screen.field("debited", denomination.text(of: authorization.debits))
        MeterLines(denomination: denomination).add(authorization.meters, under: "Allowances afterwards", to: &screen)
        screen.show()
    }

    private func explain(_ error: ErrorAnswer, of operation: OperationMembers, within id: String, _ client: Client) {
        let session = SessionAnswer.ifReadable(id, from: client)
        var screen = Screen()
        screen.line("denied: \(error.code ?? "?")", .bad)
        DenialReport(session: session, reasons: error.reasons, operation: operation).add(to: &screen)
        screen.show()
    }
}
