import ControlProtocol
import Testing

/// What an administrator sees: the real program against a daemon that answers by a script.
@Suite struct LeashctlTranscriptTests {
    typealias Fixtures = LeashctlFixtures

    @Test func `create by flags sends the documented body and shows what was granted`() throws {
        let (run, asked) = try Fixtures.transcript([
            "create", "--account", Fixtures.account, "--key", Fixtures.key, "--chain", "1", "--native", "0.5ether",
            "--erc20", "\(Fixtures.token)=100", "--decimals", "6", "--contract", Fixtures.usdc, "--function",
            "\(Fixtures.key)=0x12345678,0x12345679", "--everywhere", "0x00000000", "--account-function", "0x12345670",
            "--gas", "2000000", "--expires", "2100-01-01", "--label", "shop", "--idempotency-key", "k1",
        ]) { method, _ in
            method == "session_get"
                ? [.result(Fixtures.session(label: "shop"))]
                : [
                    .result(
                        #"{"sessionId":"\#(Fixtures.id)","chainId":"0x1","warnings":[{"code":"no_expiry","message":"no end"}]}"#
                    )
                ]
        }
        #expect(run.status == 0, "\(run.complaints)")
        #expect(
            asked.first == """
                wallet_createSession {"account":"\(Fixtures.account)","chainId":"0x1","key":{"type":"secp256k1",\
                "publicKey":"\(Fixtures.key)"},"permissions":[{"type":"native-token-transfer","data":{"allowance":\
                "0x6f05b59d3b20000"}},{"type":"erc20-token-transfer","data":{"address":"\(Fixtures.token)","allowance":\
                "0x5f5e100"}},{"type":"contract-access","data":{"address":"\(Fixtures.usdc)"}},{"type":\
                "functions-on-contract","data":{"address":"\(Fixtures.key)","functions":["0x12345678","0x12345679"]}},\
                {"type":"functions-on-all-contracts","data":{"functions":["0x00000000"]}},{"type":"account-functions",\
                "data":{"functions":["0x12345670"]}},{"type":"gas-limit","data":{"limit":"0x1e8480"}}],\
                "expirySec":4102444800,"label":"shop","idempotencyKey":"k1"}
                """)
        #expect(
            run.output.hasPrefix(
                """
                warning: no end (no_expiry)
                session       \(Fixtures.id)
                label         shop
                status        active
                """))
        #expect(run.output.contains("  - send up to 0.5 ETH in all"))
    }

    @Test(arguments: [
        "{BODY}", "[{BODY}]", #"{"jsonrpc":"2.0","id":1,"method":"wallet_createSession","params":[{BODY}]}"#,
    ])
    func `create takes the documented JSON as it is, and terms in its place`(form: String) throws {
        let body = #""account": "0xAB", "expirySec": 5, "key": {"type": "secp256k1"}"#
        let (run, asked) = try Fixtures.transcript(
            ["create", "-", "--expires", "2100-01-01", "--json"], input: form.replacing("BODY", with: body)
        ) { _, _ in [.result(#"{ "sessionId": "0x1", "warnings": [] }"#)] }
        #expect(run.status == 0, "\(run.complaints)")
        #expect(
            asked == [#"wallet_createSession {"account":"0xAB","key":{"type":"secp256k1"},"expirySec":4102444800}"#])
        #expect(run.output == #"{"sessionId":"0x1","warnings":[]}"# + "\n")
    }

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

    @Test func `list pages through with the cursor, and is plain in a pipe`() throws {
        let (run, asked) = try Fixtures.transcript(["list", "--all", "--status", "active"]) { _, parameters in
            parameters["cursor"] == nil
                ? [.result(#"{"sessions":[\#(Fixtures.session())],"nextCursor":"c1"}"#)]
                : [.result(#"{"sessions":[\#(Fixtures.session(status: "revoked"))]}"#)]
        }
        #expect(
            asked == [
                #"session_list {"status":"active","limit":1000}"#,
                #"session_list {"status":"active","limit":1000,"cursor":"c1"}"#,
            ])
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3 && !run.output.contains("\u{1b}"))
        #expect(lines[1].hasPrefix("\(Fixtures.id)  \(Fixtures.account)  active   in "))
        #expect(lines[1].hasSuffix("ETH ████████▒▒ 80%, USDC █░░░░░░░░░ 4%, gas ██████████ 100%"))
    }

    @Test func `list names what is damaged beside what can be read, and its beginning is an id as well`() throws {
        let damaged = (1...6).map { "0xdada000000000000000000000000000\($0)" }
        let names = damaged.map { "\"\($0)\"" }.joined(separator: ",")
        let page = #"{"sessions":[\#(Fixtures.session())],"damaged":[\#(names)]}"#
        let script: FakeDaemon.Script = { method, _ in
            method == "session_list" ? [.result(page)] : [.result(#"{"revoked":[]}"#)]
        }
        for arguments in [["list"], ["list", "--all"]] {
            let run = try Fixtures.transcript(arguments, script: script).run
            #expect(run.status == 0 && run.output.contains(Fixtures.id))
            #expect(run.complaints.hasPrefix("6 sessions are damaged in the store, and denied everything: 0xdada"))
            #expect(run.complaints.contains(damaged[3] + " and 2 more.") && !run.complaints.contains(damaged[4]))
        }
        let (run, asked) = try Fixtures.transcript(["revoke", "0xdada..3"], script: script)
        #expect(asked.last == #"session_revoke {"sessionId":"\#(damaged[2])"}"#, "\(run.complaints)")
        let only = try Fixtures.transcript(["list"]) { _, _ in
            [.result(#"{"sessions":[],"damaged":["\#(damaged[0])"]}"#)]
        }
        let complaint = "A session is damaged in the store, and denied everything: \(damaged[0])."
        #expect(only.run.output.isEmpty && only.run.complaints.hasPrefix(complaint))
    }

    @Test func `the beginning of an id is enough where it tells a session apart`() throws {
        let other = "0x3f2a9d00000000000000000000000002"
        let script: FakeDaemon.Script = { method, _ in
            method == "session_list"
                ? [.result(#"{"sessions":[\#(Fixtures.session()),\#(Fixtures.session(id: other))]}"#)]
                : [.result(#"{"revoked":["\#(Fixtures.id)"]}"#)]
        }
        let (run, asked) = try Fixtures.transcript(["revoke", "0x3f2a9c…0001", "--reason", "lost"], script: script)
        #expect(asked.last == #"session_revoke {"sessionId":"\#(Fixtures.id)","reason":"lost"}"#)
        #expect(run.output == "revoked \(Fixtures.id)\n")
        #expect(try Fixtures.transcript(["revoke", "0x3f2a9c..0001"], script: script).run.status == 0)
        let otherwise = try Fixtures.transcript(["revoke", "\(Fixtures.id)…0002"], script: script)
        #expect(otherwise.run.status == 2 && otherwise.asked.isEmpty)
        let ambiguous = try Fixtures.transcript(["revoke", "0x3f2a"], script: script).run
        #expect(ambiguous.status == 2 && ambiguous.complaints.contains(other))
        #expect(try Fixtures.transcript(["revoke", "0xffff"], script: script).run.status == 1)
    }

    @Test func `status shows what there is, and what it does not know too`() throws {
        let status = """
            {"version":"0.1.0","uptimeSec":4000,"sessions":{"active":3,"expired":1},"reservationsOpen":7,\
            "nextExpirySec":1700000077,"clock":{"nowMs":1700000000000,"certain":false,"unexplainedMs":7200000},\
            "store":{"schema":1,"bytes":123456,"lastEvent":12,"failing":false},"connections":{"spend":1,"control":2},\
            "rates":{"requests":100,"authorized":3,"denied":1,"secondsMeasured":60},"novelty":[1]}
            """
        let (run, _) = try Fixtures.transcript(["status"]) { _, _ in [.result(status)] }
        #expect(run.status == 4)
        #expect(
            run.output == """
                state         NOT WELL
                version       0.1.0
                uptime        1h 6m
                sessions      3 active, 1 expired
                reservations  7 open
                next expiry   2023-11-14 22:14:37 UTC (in 1m 17s)
                clock         2023-11-14 22:13:20 UTC, UNCERTAIN: a step of 2h that the time since boot does not explain
                              nothing is authorized or ended; if the time is right: leashctl confirm-clock
                store         schema 1, 120.5 KiB, last event 12
                connections   1 spend, 2 control
                requests      100 in all, 3 authorized, 1 denied in 1m
                novelty       [1]

                """)
        let late = status.replacing(
            #""certain":false,"unexplainedMs":7200000"#, with: #""certain":true,"unexplainedMs":0,"behindMs":3000000"#)
        let behind = try Fixtures.transcript(["status"]) { _, _ in [.result(late)] }.run
        #expect(behind.status == 0)
        #expect(
            behind.output.contains(
                """
                clock         2023-11-14 22:13:20 UTC, certain
                              the machine's clock is 50m behind: time stands still until it is there again

                """))
        let (confirmed, asked) = try Fixtures.transcript(["confirm-clock"]) { _, _ in [.result(status)] }
        #expect(asked == ["daemon_confirmClock {}", "daemon_status {}"])
        #expect(confirmed.output.hasPrefix("The time is believed.\n"))
    }

    /// Which authorization the event tells of that has its number, and what stays debited then.
    @Test(arguments: [
        (Fixtures.authorization, "4 USDC"), ("0x7", "4000000 units of \(Fixtures.usdc)"),
    ])
    func `settle says what stays debited, in the units of the session`(told: String, amount: String) throws {
        let debit = #"{"type":"erc20-token-transfer","address":"\#(Fixtures.usdc)","amount":"0x3d0900"}"#
        let (run, asked) = try Fixtures.transcript([
            "settle", Fixtures.authorization, "success", "--gas-used", "21000",
        ]) { method, _ in
            switch method {
            case "session_events":
                let event = Fixtures.event(7).replacing(Fixtures.authorization, with: told)
                return [.result(#"{"events":[\#(event)],"last":9}"#)]
            case "session_get": return [.result(Fixtures.session())]
            default: return [.result(#"{"authorizationId":"x","state":"settled","debits":[\#(debit)],"meters":[]}"#)]
            }
        }
        #expect(run.output == "settled as success\nkept debited  \(amount)\n")
        let settle = """
            session_settle {"authorizationId":"\(Fixtures.authorization)","outcome":"success","actualGasUsed":"0x5208"}
            """
        let lookup = told == Fixtures.authorization ? [#"session_get {"sessionId":"\#(Fixtures.id)"}"#] : []
        #expect(asked == [settle, #"session_events {"after":6,"limit":1}"#] + lookup)
    }

    @Test func `settle says where nothing stays debited`() throws {
        let result = #"{"authorizationId":"x","state":"settled","outcome":"reverted","debits":[],"meters":[]}"#
        let (run, asked) = try Fixtures.transcript([
            "settle", Fixtures.authorization, "reverted", "--gas-used", "21000",
        ]) {
            _, _ in [.result(result)]
        }
        #expect(run.output == "settled as reverted\nkept debited  nothing\n")
        #expect(
            asked == [
                #"session_settle {"authorizationId":"\#(Fixtures.authorization)","outcome":"reverted","actualGasUsed":"0x5208"}"#,
                #"session_events {"after":6,"limit":1}"#,
            ])
    }

    @Test func `an answer of many pages' size arrives whole`() throws {
        let sessions = Array(repeating: Fixtures.session(), count: 400).joined(separator: ",")
        let (run, _) = try Fixtures.transcript(["list", "--json"]) { _, _ in [.result(#"{"sessions":[\#(sessions)]}"#)]
        }
        #expect(run.output == #"{"sessions":[\#(sessions)]}"# + "\n")
    }
}
