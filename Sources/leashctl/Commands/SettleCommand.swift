import ArgumentParser
import ControlProtocol
import SessionKeys

/// `leashctl settle`
struct SettleCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Say what became of an authorized operation.",
        discussion: """
            success: the debits stay. reverted: only gas stays debited. dropped: everything comes back; only for an \
            operation that can never be executed any more.

            EXAMPLE
              leashctl settle 0x0000000000000007a1b2... success --gas-used 84000
            """)

    static let method = Method.settle

    @Argument(help: "The authorization's id.")
    var authorization: String

    @Argument(help: "What became of it: success, reverted or dropped.")
    var outcome: Settlement.Outcome

    @Option(
        help: ArgumentHelp(
            "The gas that was used: of a success whose gas counts in units, what was debited beyond it comes back.",
            valueName: "gas"),
        transform: AmountArgument.gas)
    var gasUsed: Amount?

    @OptionGroup(title: "Connection")
    var connection: ConnectionOptions

    var controlPart: String? {
        outcome == .success && gasUsed == nil ? nil : "settle, but for a success without --gas-used,"
    }

    func checkOptions() throws {
        guard AuthorizationID(wire: authorization.utf8Span.span) != nil else {
            throw Failure.wrongUsage(
                "'\(ShownText.of(authorization))' is no authorization: give its id, 0x and 32 hex digits "
                    + "(leashctl show)")
        }
    }

    func run() throws {
        let client = try connection.connect()
        let result = try client.call(.settle) { writer in
            writer.member("authorizationId", string: authorization)
            writer.member("outcome", string: outcome.rawValue)
            if let gasUsed { writer.member("actualGasUsed", amount: gasUsed) }
        }
        _ = try result.needed("authorizationId", as: \.string)
        if connection.printed(result) { return }
        let answer = AuthorizationAnswer(result)
        let denominations = SessionDenominations(path: connection.path, over: client)
        let denomination = denominations.denomination(ofAuthorization: authorization)
        var screen = Screen()
        screen.line("settled as \(answer.outcome ?? outcome.rawValue)", .good)
        screen.field("kept debited", denomination.text(of: answer.debits))
        MeterLines(denomination: denomination).add(answer.meters, under: "Allowances afterwards", to: &screen)
        screen.show()
    }
}

extension Settlement.Outcome: ExpressibleByArgument {}
