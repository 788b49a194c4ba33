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

    @Test(arguments: [(3_000_000, true), (0, false)])
    func `where an expiry has passed by a time that is ahead of the machine's, that is told`(
        behind: Int, isTold: Bool
    ) throws {
        let refusal = #"{"code":-32602,"message":"no","data":{"code":"already_expired","path":"expirySec"}}"#
        let script: FakeDaemon.Script = { method, _ in
            [method == "daemon_status" ? .result(#"{"clock":{"behindMs":\#(behind)}}"#) : .error(refusal)]
        }
        let create = Fixtures.definition + ["--root", "--expires", "10min"]
        let refused = "leashctl: the daemon refused at expirySec: no (already_expired, error -32602)\n"
        let remark = "leashctl: the machine's clock is 50m behind: time stands still until it is there again\n"
        let (run, _) = try Fixtures.transcript(create, script: script)
        #expect(run.status == 1 && run.complaints == (isTold ? remark : "") + refused, "\(run.complaints)")
        let (json, asked) = try Fixtures.transcript(create + ["--json"], script: script)
        #expect(json.complaints == refusal + "\n" && asked.count == 1)
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
