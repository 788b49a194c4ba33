import ControlProtocol
import TestSupport
import Testing

/// Bad input gets an error that names the value and its place, and changes nothing.
struct DaemonBadInputTests {
    private static let amounts = [
        "1", "0", "1.5", "-1", "true", "null", "[]", "\"\"", #""0x""#, #""1""#, #""0x-1""#, #""0xg""#, #""0x1 ""#,
        "\"0x1\(String(repeating: "0", count: 64))\"",
    ]

    /// Expects that a message is refused, that the connection stays, and that nothing changed.
    private func expectRefusal(
        _ daemon: DaemonProcess, _ message: String, at path: String, _ code: String = "malformed_value",
        mentioning words: String = ""
    ) throws {
        let client = try daemon.connect()
        let before = try client.lastEvent()
        try client.send(message)
        let failure = try #require(Failure(try client.answer()), "\(message)")
        #expect(failure.number == -32602 && failure.code == code, "\(failure) for \(message)")
        #expect(failure.path == path, "\(failure) for \(message)")
        #expect(failure.message.hasPrefix(path), "\(failure)")
        #expect(failure.message.contains(words), "\(failure)")
        #expect(try client.lastEvent() == before)
    }

    private func expectRefusedCreation(
        _ daemon: DaemonProcess, _ parameters: String, at path: String, _ code: String = "malformed_value",
        mentioning words: String = ""
    ) throws {
        try expectRefusal(
            daemon, Wire.request("wallet_createSession", parameters), at: path, code, mentioning: words)
    }

    @Test func `amounts are strings of 1 to 64 hex digits and nothing else`() throws {
        try withDaemon { daemon in
            let session = try daemon.connect().createSession()
            for amount in Self.amounts {
                let permission = #"{"type":"native-token-transfer","data":{"allowance":\#(amount)}}"#
                try expectRefusedCreation(
                    daemon, Wire.session(permission), at: "permissions[0].data.allowance", mentioning: "64 hex digits")
                let call = #"{"to":"\#(Wire.recipient)","value":\#(amount)}"#
                for method in ["session_check", "session_authorize"] {
                    let parameters = #"{"sessionId":"\#(session)","calls":[{"to":"\#(Wire.recipient)"},\#(call)]}"#
                    try expectRefusal(daemon, Wire.request(method, parameters), at: "calls[1].value")
                }
            }
        }
    }

    @Test func `an unknown field is refused where it stands`() throws {
        try withDaemon { daemon in
            let session = try daemon.connect().createSession()
            try expectRefusedCreation(daemon, Wire.session(more: #","expiry":1"#), at: "expiry", mentioning: "no field")
            let permission = #"{"type":"native-token-transfer","data":{"allowance":"0x1","period":"0x1"}}"#
            try expectRefusedCreation(daemon, Wire.session(permission), at: "permissions[0].data.period")
            let transfer = Wire.transfer(within: session, more: #","setle":true"#)
            try expectRefusal(daemon, Wire.request("session_authorize", transfer), at: "setle")
        }
    }

    @Test func `a long name is not repeated whole`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let name = String(repeating: "{", count: 100_000)
            let beginning = String(repeating: "{", count: 80) + "..."
            try expectRefusedCreation(daemon, Wire.session(more: #","\#(name)":1"#), at: beginning)
            try client.send(#"{"\#(name)":1,"\#(name)":2}"#)
            #expect(Failure(try client.answer())?.message.contains("\"\(beginning)\" stands twice") == true)
        }
    }

    @Test func `a missing field is refused by its own place`() throws {
        try withDaemon { daemon in
            let session = try daemon.connect().createSession()
            try expectRefusedCreation(daemon, "{}", at: "account", mentioning: "missing")
            try expectRefusedCreation(
                daemon, Wire.session(#"{"type":"erc20-token-transfer","data":{"address":"\#(Wire.token)"}}"#),
                at: "permissions[0].data.allowance", mentioning: "missing")
            let empty = #"{"sessionId":"\#(session)"}"#
            try expectRefusal(daemon, Wire.request("session_check", empty), at: "calls", mentioning: "missing")
        }
    }

    @Test func `values of other types are refused where they stand`() throws {
        try withDaemon { daemon in
            let session = try daemon.connect().createSession()
            for (field, value) in [
                ("label", "7"), ("label", #""a\u0001b""#), ("gasLimitUnit", #""ether""#), ("notBeforeSec", #""0""#),
                ("notBeforeSec", "1.0"), ("notBeforeSec", "-1"), ("notBeforeSec", "10000000000"),
                ("idempotencyKey", "\"\""), ("idempotencyKey", "null"),
            ] {
                try expectRefusedCreation(daemon, Wire.session(more: #","\#(field)":\#(value)"#), at: field)
            }
            try expectRefusedCreation(daemon, Wire.session(account: "0x12"), at: "account", mentioning: "40 hex digits")
            for (field, value) in [("settle", "1"), ("settle", #""true""#), ("gas", "[]"), ("chainId", "1")] {
                let parameters = Wire.transfer(within: session, more: #","\#(field)":\#(value)"#)
                try expectRefusal(daemon, Wire.request("session_authorize", parameters), at: field)
            }
            for wrong in ["7", "\"0x12\"", "null"] {
                try expectRefusal(daemon, Wire.request("session_get", #"{"sessionId":\#(wrong)}"#), at: "sessionId")
            }
            for wrong in ["0", "1001", "1.5", "\"10\""] {
                try expectRefusal(daemon, Wire.request("session_list", #"{"limit":\#(wrong)}"#), at: "limit")
            }
            for wrong in ["\"\"", "\"0\"", "\"-1\"", "\"+1\"", "\"01\"", "\"x\"", "7", "\"99999999999999999999\""] {
                try expectRefusal(daemon, Wire.request("session_list", #"{"cursor":\#(wrong)}"#), at: "cursor")
            }
        }
    }

    @Test func `a key that stands twice, and too deep a nesting, are refused with their place`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let twice = Wire.request("wallet_createSession", Wire.session(more: #","account":"0x00""#))
            let deep = Wire.request(
                "wallet_createSession", String(repeating: "[", count: 40) + String(repeating: "]", count: 40))
            for (message, words) in [(twice, "account"), (deep, "32"), (#"{"a":1,"\u0061":2}"#, "again at byte")] {
                try client.send(message)
                let answer = try client.answer()
                #expect(Failure(answer)?.number == -32600 && answer["id"]?.kind == .null)
                #expect(Failure(answer)?.message.contains(words) == true, "\(answer.text)")
            }
            #expect(try client.lastEvent() == 0)
        }
    }

    @Test func `malformed JSON is told with its place`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.send(#"{"jsonrpc":"2.0","id":1,"method":rpc_modules}"#)
            let failure = try #require(Failure(try client.answer()))
            #expect(failure.number == -32700 && failure.message.contains("byte 33"))
        }
    }

    @Test func `unknown sessions and authorizations are told as that`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let nobody = "0x000102030405060708090a0b0c0d0e0f"
            for (method, parameters) in [
                ("session_get", #"{"sessionId":"\#(nobody)"}"#), ("session_check", Wire.transfer(within: nobody)),
                ("session_authorize", Wire.transfer(within: nobody)),
                ("session_authorizations", #"{"sessionId":"\#(nobody)"}"#),
                ("session_revoke", #"{"sessionId":"\#(nobody)"}"#), ("session_events", #"{"sessionId":"\#(nobody)"}"#),
            ] {
                let failure = try client.failure(method, parameters)
                #expect(failure.number == -32001 && failure.code == "unknown_session", "\(method): \(failure)")
            }
            let settlement = #"{"authorizationId":"\#(nobody)","outcome":"success"}"#
            let failure = try client.failure("session_settle", settlement)
            #expect(failure.number == -32001 && failure.code == "unknown_authorization")
            #expect(try client.lastEvent() == 0)
        }
    }
}
