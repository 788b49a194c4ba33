import ControlProtocol
import Testing

/// What is shown of one session.
@Suite struct LeashctlShowTests {
    typealias Fixtures = LeashctlFixtures

    @Test func `show tells everything about a session`() throws {
        let (run, asked) = try Fixtures.transcript(["show", Fixtures.id]) { method, _ in
            method == "session_get"
                ? [.result(Fixtures.session(label: #"\u001b[31mred"#))] : [.result(#"{"authorizations":[]}"#)]
        }
        #expect(asked.map { $0.prefix(while: { $0 != " " }) } == ["session_get", "session_authorizations"])
        let text = run.output.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("created") && !$0.hasPrefix("expires") }.joined(separator: "\n")
        #expect(
            text == """
                session       \(Fixtures.id)
                label         \\u{1b}[31mred
                status        active
                account       \(Fixtures.account)
                chain         1
                key           \(Fixtures.key) (secp256k1)

                The key may
                  - send up to 0.5 ETH in all, as value of calls
                  - transfer and approve up to 100 USDC in all (token \(Fixtures.usdc))
                  - call on \(Fixtures.token): 0xa9059cbb (transfer), 0x12345678
                  - use up to 2000000 gas in all, where the account pays for it

                Allowances
                  ETH  ████████████████▒▒▒▒ 80% left
                    remaining  0.4 ETH of 0.5 ETH
                    spent      0 ETH
                    reserved   0.1 ETH
                  USDC  █░░░░░░░░░░░░░░░░░░░ 4% left
                    remaining  4 USDC of 100 USDC
                    spent      96 USDC
                    reserved   0 USDC
                  gas  ████████████████████ 100% left
                    remaining  2000000 gas of 2000000 gas
                    spent      0 gas
                    reserved   0 gas

                No authorizations yet

                """)
        #expect(run.output.contains("created       2023-11-14 22:13:20 UTC ("))
    }

    @Test func `show tells which authorization belongs to an idempotency key`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let first = try client.authorize(within: session)
            let unnamed = try LeashctlProcess(["show", session], socket: daemon.path(of: .control))
            #expect(unnamed.output.contains(first) && !unnamed.output.contains("IDEMPOTENCY KEY"))
            let second = try client.authorize(within: session, more: #","idempotencyKey":"order-17""#)
            let run = try LeashctlProcess(["show", session], socket: daemon.path(of: .control))
            let lines = run.output.split(separator: "\n").drop { !$0.contains("  STATE  ") }
                .map(String.init)
            #expect(lines.count == 3 && lines[0].contains("  IDEMPOTENCY KEY  "), "\(run.output)")
            #expect(lines[1].contains(second) && lines[1].contains(" order-17  "), "\(lines)")
            #expect(lines[2].contains(first) && !lines[2].contains("order"), "\(lines)")
        }
    }

    @Test func `a settlement asks the socket of spenders for nothing that would be a denial`() throws {
        let settled = #"{"authorizationId":"\#(Fixtures.authorization)","outcome":"success","debits":[],"meters":[]}"#
        let (run, asked) = try Fixtures.transcript(
            ["settle", Fixtures.authorization, "success"], at: "spend.sock"
        ) { _, _ in [.result(settled)] }
        #expect(run.status == 0 && run.output.hasPrefix("settled as success\n"), "\(run.output)\(run.complaints)")
        #expect(asked.count == 1 && asked[0].hasPrefix("session_settle "), "\(asked)")
    }

    @Test func `show tells spenders about a session, and where its authorizations are`() throws {
        try withDaemon { daemon in
            let session = try daemon.connect().createSession()
            let run = try LeashctlProcess(["show", session], socket: daemon.path(of: .spend))
            #expect(run.status == 0 && run.complaints.isEmpty, "\(run.complaints)")
            #expect(run.output.hasPrefix("session       \(session)\n"))
            #expect(run.output.hasSuffix("\n\nIts authorizations are told at control.sock only\n"))
        }
    }

    @Test func `show tells of a session whose authorizations cannot be read, and ends with the failure`() throws {
        let (run, _) = try Fixtures.transcript(["show", Fixtures.id]) { method, _ in
            method == "session_get"
                ? [.result(Fixtures.session())]
                : [.error(#"{"code":-32002,"message":"a row is damaged","data":{"code":"store_damaged"}}"#)]
        }
        #expect(run.status == 1 && run.complaints.contains("a row is damaged"), "\(run.complaints)")
        #expect(run.output.hasPrefix("session       \(Fixtures.id)\n") && run.output.contains("\nThe key may\n"))
        #expect(!run.output.contains("uthorizations"))
    }

    @Test func `a session that there is not is said so, also where its chain was to tell the decimals`() throws {
        try withDaemon { daemon in
            let amount = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48=1"
            let transfer = ["--transfer", amount, "--recipient", Fixtures.account]
            for command in ["check", "authorize"] {
                let arguments = [command, "0x" + String(repeating: "0", count: 32)] + transfer
                let run = try LeashctlProcess(arguments, socket: daemon.path(of: .control))
                #expect(run.status == 1 && run.complaints.contains("unknown_session"), "\(run.complaints)")
                #expect(!run.complaints.contains("--decimals"))
            }
        }
    }
}
