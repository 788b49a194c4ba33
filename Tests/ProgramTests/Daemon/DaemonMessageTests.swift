import ControlProtocol
import TestSupport
import Testing

/// Requests, ids, notifications and batches.
struct DaemonMessageTests {
    @Test func `each socket offers its methods and no others`() throws {
        try withDaemon { daemon in
            for socket in DaemonSocket.allCases {
                for method in Method.allCases {
                    let failure = Failure(try daemon.connect(socket).request(method.rawValue, "[]"))
                    let isOffered = socket == .control || method.isOfferedToSpenders
                    #expect((failure?.code == "control_socket_only") == !isOffered, "\(method) on \(socket)")
                    #expect((failure?.number == 4100) == !isOffered, "\(method) on \(socket)")
                    #expect(failure?.number != -32601)
                }
                let unknown = try daemon.connect(socket).failure("session_steal")
                #expect(unknown.number == -32601 && unknown.message.contains("session_steal"))
            }
        }
    }

    @Test func `spenders may neither grant, list nor revoke, and settle only what was spent`() throws {
        try withDaemon { daemon in
            let (control, spend) = (try daemon.connect(.control), try daemon.connect(.spend))
            let session = try control.createSession()
            let id = try spend.authorize(within: session)
            for outcome in [#""reverted""#, #""dropped""#, #""success","actualGasUsed":"0x1""#] {
                let failure = try spend.failure(
                    "session_settle", #"{"authorizationId":"\#(id)","outcome":\#(outcome)}"#)
                #expect(failure.number == 4100 && failure.code == "control_socket_only")
            }
            try spend.result("session_settle", #"{"authorizationId":"\#(id)","outcome":"success"}"#)
            #expect(try control.lastEvent() == 3)
        }
    }

    @Test(arguments: [
        "0", "-1", "7", "1.50", "1e3", "-0", "12345678901234567890123", "null", "\"\"", #""7""#,
        #""a \"quote\" and \\ é 😀""#, #""\u0041\u00e9\n""#,
    ])
    func `an id comes back as it was written`(id: String) throws {
        try withDaemon { daemon in
            let client = try daemon.connect(.spend)
            try client.send(Wire.request("rpc_modules", id: id) + Wire.request("nothing", id: id))
            for _ in 0..<2 { #expect(try client.answer()["id"]?.text == id) }
        }
    }

    @Test func `braces within strings are escaped, so that braces alone tell the end of an answer`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.send(Wire.request("rpc_modules", id: #""}{\"}""#))
            let line = try #require(try client.line())
            #expect(line.contains(#""id":"\u007d\u007b\"\u007d""#))
            #expect(try JSONDocument(parsing: Array(line.utf8)).root["id"]?.string == "}{\"}")
            let label = #","label":"{{{ } \\\" {""#
            let session = try client.createSession(Wire.session(more: label))
            try client.send(Wire.request("session_get", #"{"sessionId":"\#(session)"}"#) + Wire.request("{odd}"))
            for _ in 0..<2 {
                let line = try #require(try client.line())
                #expect(endsAtItsLastBrace(line), "\(line)")
            }
            #expect(try client.session(session)["label"]?.string == #"{{{ } \" {"#)
        }
    }

    /// Whether whoever counts braces, and knows nothing of strings, finds the end where it is.
    private func endsAtItsLastBrace(_ line: String) -> Bool {
        var depth = 0
        for (index, byte) in line.utf8.enumerated() {
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return index == line.utf8.count - 1 }
        }
        return false
    }

    @Test(arguments: ["true", "false", "{}", "[]", "[1]"])
    func `what is no id is refused`(id: String) throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.send(Wire.request("wallet_createSession", Wire.session(), id: id))
            let answer = try client.answer()
            #expect(Failure(answer)?.number == -32600 && answer["id"]?.kind == .null)
            #expect(try client.lastEvent() == 0)
        }
    }

    @Test(arguments: [
        #"{"id":1,"method":"rpc_modules"}"#, #"{"jsonrpc":"1.0","id":1,"method":"rpc_modules"}"#,
        #"{"jsonrpc":2.0,"id":1,"method":"rpc_modules"}"#, #"{"jsonrpc":"2.0","id":1}"#,
        #"{"jsonrpc":"2.0","id":1,"method":7}"#, #"{"jsonrpc":"2.0","id":1,"method":"rpc_modules","params":7}"#,
        #"{"jsonrpc":"2.0","id":1,"method":"rpc_modules","params":null}"#,
        #"{"jsonrpc":"2.0","id":1,"method":"rpc_modules","params":"{}"}"#,
    ])
    func `what is no request is refused under its id`(message: String) throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.send(message)
            let answer = try client.answer()
            #expect(Failure(answer)?.number == -32600 && answer["id"]?.integer == 1)
            try client.result("rpc_modules")
        }
    }

    @Test func `a notification gets nothing and changes nothing`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            for (method, parameters) in [
                ("session_authorize", Wire.transfer(within: session)), ("wallet_createSession", Wire.session()),
                ("session_revoke", #"{"sessionId":"\#(session)"}"#), ("session_subscribe", "{}"), ("nothing", "{}"),
            ] {
                try client.send(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(parameters)}"#)
            }
            #expect(try client.lastEvent() == 1)
            try client.send(#"{"jsonrpc":"1.0","method":"rpc_modules"}"#)
            #expect(Failure(try client.answer())?.number == -32600)
        }
    }

    @Test func `a batch is answered as one, in its order, without its notifications`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let authorize = Wire.request("session_authorize", Wire.transfer(within: session), id: #""a""#)
            let notification = #"{"jsonrpc":"2.0","method":"rpc_modules"}"#
            let unknown = Wire.request("nothing", id: "null")
            try client.send("[\(authorize), \(notification), 7, \(unknown), {}, [], \(authorize)]")
            let answers = Array(try client.answer().elements)
            #expect(answers.map { $0["id"]?.text } == [#""a""#, "null", "null", "null", "null", #""a""#])
            #expect(answers.map { Failure($0)?.number } == [nil, -32600, -32601, -32600, -32600, nil])
            #expect(try client.authorizations(of: session).count == 2)
        }
    }

    @Test func `an empty batch is refused, and one of notifications gets nothing`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.send("[]")
            let answer = try client.answer()
            #expect(Failure(answer)?.number == -32600 && answer["id"]?.kind == .null)
            let notification = #"{"jsonrpc":"2.0","method":"rpc_modules"}"#
            try client.send("[\(notification),\(notification)]")
            #expect(try client.request("rpc_modules")["result"] != nil)
        }
    }

    @Test func `a batch over its limit is refused as a whole, and one at its limit is not`() throws {
        try withDaemon(configuration: "[Limits]\nBatchLimit=3\n") { daemon in
            let client = try daemon.connect()
            let create = Wire.request("wallet_createSession", Wire.session())
            try client.send("[" + [String](repeating: create, count: 4).joined(separator: ",") + "]")
            let answer = try client.answer()
            #expect(Failure(answer)?.number == -32600 && answer["id"]?.kind == .null)
            #expect(try client.lastEvent() == 0)
            try client.send("[" + [String](repeating: create, count: 3).joined(separator: ",") + "]")
            #expect(try client.answer().count == 3)
        }
    }

    @Test func `parameters are one object, by itself or alone in an array`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let object = #"{"sessionId":"\#(session)"}"#
            #expect(try client.result("session_get", object).text == client.result("session_get", "[\(object)]").text)
            for nothing in ["{}", "[]", "[{}]"] { try client.result("session_list", nothing) }
            try client.send(#"{"jsonrpc":"2.0","id":1,"method":"session_list"}"#)
            #expect(try client.answer()["result"] != nil)
            for wrong in ["[\(object),\(object)]", "[7]", "[null]", "[\"\(session)\"]", "[[]]"] {
                #expect(try client.failure("session_get", wrong).number == -32602)
            }
        }
    }
}
