import ControlProtocol
import TestSupport
import Testing

@testable import leashctl

/// What an administrator learns of a denial, of an error, and of a daemon that is not there.
@Suite struct LeashctlDenialTests {
    typealias Fixtures = LeashctlFixtures

    private static let transfer = ["--transfer", "\(Fixtures.usdc)=150", "--recipient", Fixtures.account]
    private static let explanation = """
        denied: token_allowance_exceeded

        1. token_allowance_exceeded (call 0, permission 1 erc20-token-transfer)
           150000000 are asked for and 4000000 remain
           requested    150 USDC
           remaining    4 USDC
           would pass   at most 4 USDC more

        This session may:
          - send up to 0.5 ETH in all, as value of calls

        """

    @Test func `a denied check explains what would pass, and ends with 1`() throws {
        let (run, asked) = try Fixtures.transcript(["check", Fixtures.id] + Self.transfer) { method, _ in
            method == "session_get"
                ? [.result(Fixtures.session())]
                : [
                    .result(
                        #"{"decision":"deny","code":"token_allowance_exceeded","reasons":\#(Fixtures.reasons),"debits":[],"meters":[]}"#
                    )
                ]
        }
        #expect(run.status == 1)
        #expect(run.output.hasPrefix(Self.explanation), "\(run.output)")
        let zeros = String(repeating: "0", count: 24)
        let amount = String(repeating: "0", count: 57) + "8f0d180"
        // Where no chain is given, the session's tells what the token is.
        #expect(asked.first == #"session_get {"sessionId":"\#(Fixtures.id)"}"#)
        #expect(
            asked.dropFirst().first == """
                session_check {"sessionId":"\(Fixtures.id)","calls":[{"to":"\(Fixtures.usdc)","data":\
                "0xa9059cbb\(zeros)\(Fixtures.account.dropFirst(2))\(amount)"}]}
                """)
    }

    @Test func `of many calls that fail alike the first ones are explained, and how many there are more`() throws {
        let failures = (0..<300).map { #"{"code":"target_not_allowed","message":"no","call":\#($0)}"# }
        let whole = Fixtures.reasons.dropFirst().dropLast()
        let reasons = "[\(failures.joined(separator: ",")),\(whole)]"
        let (run, _) = try Fixtures.transcript(["check", Fixtures.id, "--to", Fixtures.key]) { method, _ in
            let denial = #"{"decision":"deny","code":"target_not_allowed","reasons":\#(reasons)}"#
            return [.result(method == "session_get" ? Fixtures.session() : denial)]
        }
        #expect(run.output.contains("\n4. target_not_allowed (call 3)\n") && !run.output.contains("(call 4)"))
        #expect(run.output.contains("\n5. token_allowance_exceeded (call 0, permission 1 erc20-token-transfer)\n"))
        let rest = "\n\nand 296 more of target_not_allowed: --json has all\n\nThis session may:\n"
        #expect(run.output.contains(rest), "\(run.output)")
    }

    @Test func `a denied authorization is explained in the same way`() throws {
        let error =
            #"{"code":4100,"message":"denied","data":{"code":"token_allowance_exceeded","reasons":\#(Fixtures.reasons)}}"#
        let script: FakeDaemon.Script = { method, _ in
            method == "session_get" ? [.result(Fixtures.session())] : [.error(error)]
        }
        let (run, _) = try Fixtures.transcript(["authorize", Fixtures.id] + Self.transfer, script: script)
        #expect(run.status == 1 && run.output.hasPrefix(Self.explanation), "\(run.output)")
        let (json, _) = try Fixtures.transcript(["authorize", Fixtures.id, "--json"] + Self.transfer, script: script)
        #expect(json.status == 1 && json.output.isEmpty && json.complaints == error + "\n")
    }

    @Test func `an authorization that passes tells its id and until when to settle it`() throws {
        let result = """
            {"authorizationId":"\(Fixtures.authorization)","state":"reserved","debits":[{"type":\
            "native-token-transfer","amount":"0x16345785d8a0000"}],"meters":[],"reservedUntilSec":4102444800}
            """
        let (run, asked) = try Fixtures.transcript(
            [
                "authorize", Fixtures.id, "--to", Fixtures.account, "--value", "0.1ether", "--call-gas", "21000",
                "--idempotency-key", "order", "--settle",
            ]
        ) { method, _ in method == "session_get" ? [.result(Fixtures.session())] : [.result(result)] }
        #expect(run.status == 0, "\(run.complaints)")
        let beginning = """
            authorized
            id            \(Fixtures.authorization)
            state         reserved
            settle until  2100-01-01 00:00:00 UTC (in\u{20}
            """
        #expect(run.output.hasPrefix(beginning) && run.output.hasSuffix(")\ndebited       0.1 ETH\n"), "\(run.output)")
        #expect(
            asked.first == """
                session_authorize {"sessionId":"\(Fixtures.id)","calls":[{"to":"\(Fixtures.account)","value":\
                "0x16345785d8a0000"}],"gas":{"callGasLimit":"0x5208"},"idempotencyKey":"order","settle":true}
                """)
    }

    @Test(arguments: [
        (#"[{"to":"0x1"}]"#, #""calls":[{"to":"0x1"}]"#),
        (#"{"sessionId":"\#(Fixtures.id)","calls":[],"gas":{}}"#, #""calls":[],"gas":{}"#),
        (#"{"sender":"0x1","callData":"0x"}"#, #""userOperation":{"sender":"0x1","callData":"0x"}"#),
        (
            #"{"method":"session_authorize","params":[{"calls":[],"idempotencyKey":"order","settle":true}]}"#,
            #""calls":[]"#
        ),
    ])
    func `an operation is read from a file in the forms that people have`(file: String, members: String) throws {
        let (run, asked) = try Fixtures.transcript(["check", Fixtures.id, "--operation", "-", "--json"], input: file) {
            _, _ in [.result(#"{"decision":"allow"}"#)]
        }
        #expect(run.status == 0, "\(run.complaints)")
        #expect(asked == [#"session_check {"sessionId":"\#(Fixtures.id)",\#(members)}"#])
    }

    @Test(arguments: [
        (#"{"sessionId":"0x9","calls":[]}"#, #"standard input: it names the session "0x9", and not 0x3f2a9c"#),
        (
            #"{"method":"session_check","params":[{"calls":[]}]}"#,
            #"standard input: it asks "session_check", and not session_auth"#
        ),
        (
            #"{"method":"session_authorize","params":[{"calls":[]},{}]}"#,
            "standard input: its request has 2 params; give one"
        ),
        (#"{"method":"session_authorize"}"#, "standard input: its request has no params"),
    ])
    func `a file that asks for something else is refused`(file: String, words: String) throws {
        let (run, asked) = try Fixtures.transcript(["authorize", Fixtures.id, "--operation", "-"], input: file) {
            _, _ in [.result("{}")]
        }
        #expect(run.status == 2 && asked.isEmpty && run.complaints.contains(words), "\(run.complaints)")
    }

    @Test func `ether that may go to listed addresses only is denied with the way to let it go anywhere`() throws {
        let permissions = ["--native", "1ether", "--erc20", "\(Fixtures.usdc)=1"]
        try withDaemon { daemon in
            func check(_ options: [String], _ operation: [String]) throws -> LeashctlProcess {
                let created = try LeashctlProcess(
                    Fixtures.definition + permissions + options + ["--json"], socket: daemon.path(of: .control))
                let id = try #require(try JSONDocument(parsing: Array(created.output.utf8)).root.text("sessionId"))
                return try LeashctlProcess(["check", id] + operation, socket: daemon.path(of: .control))
            }
            let transfer = ["--to", Fixtures.token, "--value", "1wei"]
            let advice = """
                   would pass   the same in a session with 0x00000000 in functions-on-all-contracts (leashctl create \
                --everywhere 0x00000000)

                """
            let denied = try check([], transfer)
            #expect(denied.status == 1 && denied.output.contains(advice), "\(denied.output)")
            #expect(try check(["--everywhere", "0x00000000"], transfer).status == 0)
            let call = try check([], transfer + ["--data", "0x12345678"])
            #expect(call.status == 1 && call.output.contains("a call within what the session may do, below"))
        }
    }

    @Test func `a refusal says where and why`() throws {
        let error =
            #"{"code":-32602,"message":"too large","data":{"path":"permissions[0].data.allowance","code":"malformed_value"}}"#
        let (run, _) = try Fixtures.transcript(["create"], input: "{}") { _, _ in [.error(error)] }
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(
            run.complaints == """
                leashctl: the daemon refused at permissions[0].data.allowance: too large (malformed_value, error -32602)

                """)
    }

    @Test func `a refusal names the place once, and no text in it commands the terminal`() throws {
        let error =
            #"{"code":-32602,"message":"label: must be short","data":{"code":"malformed_value","path":"label"}}"#
        let (run, _) = try Fixtures.transcript(["revoke", Fixtures.id]) { _, _ in [.error(error)] }
        #expect(
            run.complaints == "leashctl: the daemon refused at label: must be short (malformed_value, error -32602)\n")
        let conflict = #"{"code":4100,"message":"the key \"\u001b[31m\u0000\u009b\" was used","data":{"code":"x"}}"#
        let (told, _) = try Fixtures.transcript(["revoke", Fixtures.id]) { _, _ in [.error(conflict)] }
        #expect(told.complaints.contains(#"the key "\u{1b}[31m\u{0}\u{9b}" was used"#))
        let (json, _) = try Fixtures.transcript(["revoke", Fixtures.id, "--json"]) { _, _ in [.error(conflict)] }
        #expect(json.complaints.contains(#"\u001b[31m\u0000\u009b"#))
    }

    @Test func `a daemon that is not there ends with 3 and advice`() throws {
        let run = try LeashctlProcess(["status"], socket: "/nonexistent/control.sock")
        #expect(run.status == 3 && run.complaints.contains("(systemctl status leashd-control.socket leashd)"))
        try withTemporaryDirectory { directory in
            let path = directory + "/control.sock"
            let daemon = FakeDaemon(path: path) { _, _ in [.hangUp] }
            defer { daemon.stop() }
            let hungUp = try LeashctlProcess(["--socket", path, "status"])
            #expect(hungUp.status == 3 && hungUp.complaints.contains("closed the connection before it answered"))
        }
        let nonsense = try Fixtures.transcript(["status"]) { _, _ in [.raw("HTTP/1.1 400 Bad Request\r\n")] }.run
        #expect(nonsense.status == 3 && nonsense.complaints.contains("does not speak as leashd does"))
    }
}
