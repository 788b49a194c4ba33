import ArgumentParser
import ControlProtocol
import SessionKeys

/// `leashctl check`
struct CheckCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Ask whether a session would allow an operation; nothing is debited.",
        discussion: """
            A denial is explained: every rule that fails, what was asked and what remains, and what would pass. The \
            exit status is 1 then.

            EXAMPLES
              leashctl check 0x3f2a9c --to 0x... --value 0.1ether
              leashctl check 0x3f2a9c --transfer 0xa0b8...=25 --recipient 0x...
              leashctl check 0x3f2a9c --operation user-operation.json
            """)

    static let method = Method.check

    @Argument(help: SessionReference.help, completion: SessionCompletion.active)
    var session: String

    @OptionGroup(title: "Operation")
    var operation: OperationOptions

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    func checkOptions() throws { try operation.checkOptions() }

    func run() throws {
        let reference = try SessionReference(session, at: connection)
        let document = try operation.document(of: [.check, .authorize])
        let client = try connection.connect()
        let id = try reference.resolve(with: client)
        // A request to authorize may say more, of which a check knows nothing.
        let members = try operation.members(document, within: id, without: ["idempotencyKey", "settle"], client)
        let result = try client.call(.check) { writer in
            writer.member("sessionId", string: id)
            writer.raw(members.bytes)
        }
        let isAllowed = try result.needed("decision") { $0.matches("allow") ? true : $0.matches("deny") ? false : nil }
        if !connection.printed(result) {
            let session = SessionAnswer.ifReadable(id, from: client)
            var screen = Screen()
            if isAllowed {
                addDebits(result, session?.denomination ?? .unknown, to: &screen)
            } else {
                screen.line("denied: \(result.text("code") ?? "?")", .bad)
                let reasons = result.list("reasons").map(ReasonAnswer.init)
                DenialReport(session: session, reasons: reasons, operation: members).add(to: &screen)
            }
            screen.show()
        }
        if !isAllowed { throw Failure.denied }
    }

    private func addDebits(_ result: JSONValue, _ denomination: Denomination, to screen: inout Screen) {
        screen.line("allowed", .good)
        screen.field("would debit", denomination.text(of: result.list("debits").map(DebitAnswer.init)))
        let meters = result.list("meters").map(MeterAnswer.init)
        MeterLines(denomination: denomination).add(meters, under: "Allowances afterwards", to: &screen)
    }
}
