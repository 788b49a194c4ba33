import UnixSocket
import ControlProtocol
import TestSupport
import Testing

/// Bytes on a connection, however they come.
struct DaemonFramingTests {
    @Test func `a message may come byte by byte`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let label = #","label":"\"}\\ é{""#
            for byte in Array(Wire.request("wallet_createSession", Wire.session(more: label)).utf8) {
                try client.send([byte])
            }
            #expect(try client.answer()["result"]?["sessionId"] != nil)
        }
    }

    @Test(arguments: ["", "\n", " ", "\r\n\t  \n"])
    func `messages may stand together with any white space or none`(space: String) throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let messages = (0..<20).map { number in
                let request = Wire.request("rpc_modules", id: "\(number)")
                return number % 3 == 0 ? "[\(request)]" : request
            }
            try client.send(space + messages.joined(separator: space) + space)
            for number in 0..<20 {
                let answer = try client.answer()
                #expect((answer[0] ?? answer)["id"]?.integer == Int64(number))
            }
        }
    }

    @Test func `a client that sends no more is still answered everything`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let request = Wire.request("session_authorize", Wire.transfer(within: session))
            try client.send([String](repeating: request, count: 300).joined(separator: "\n"))
            client.stream.descriptor.shutdownWriting()
            for _ in 0..<300 { #expect(try client.answer()["result"] != nil) }
            #expect(try client.isClosed())
        }
    }

    @Test(arguments: ["{", "[", #"{"jsonrpc":"2.0","#, #"["}]"#, #"{"a":"\"#])
    func `an end within a message is told`(part: String) throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.send(Wire.request("rpc_modules") + part)
            client.stream.descriptor.shutdownWriting()
            #expect(try client.answer()["result"] != nil)
            try expectRefusal(of: client, -32700)
        }
    }

    @Test func `an end between messages is told nothing`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.send(" \n ")
            client.stream.descriptor.shutdownWriting()
            #expect(try client.isClosed())
        }
    }

    @Test(arguments: ["7", "-1", "true", "null", #""text""#, "}", "]", "x", ",", "\u{FEFF}{}", "\0"])
    func `what is neither object nor array is unparsable, and ends the connection`(text: String) throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.send(Wire.request("rpc_modules") + text + Wire.request("wallet_createSession", Wire.session()))
            #expect(try client.answer()["result"] != nil)
            try expectRefusal(of: client, -32700)
            #expect(try daemon.connect().lastEvent() == 0)
        }
    }

    @Test(arguments: [
        #"{"a":}"#, #"{"a" 1}"#, #"[1,]"#, #"{"a":01}"#, #"{"a":"\x"}"#, #"{'a':1}"#, #"[NaN]"#, #"{"a":1,}"#, #"[}"#,
        #"["\ud800"]"#, "[\"\u{1}\"]",
    ])
    func `malformed JSON is unparsable, and nothing after it is done`(text: String) throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.send(text + Wire.request("wallet_createSession", Wire.session()))
            try expectRefusal(of: client, -32700)
            #expect(try daemon.connect().lastEvent() == 0)
        }
    }

    @Test func `nothing after malformed JSON is done while a late reader is still being answered`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let long = [String](repeating: Wire.request("rpc.discover"), count: 60).joined()
            try client.send(long + #"{"a":}"# + Wire.request("wallet_createSession", Wire.session()))
            for _ in 0..<60 { #expect(try client.answer()["result"] != nil) }
            try expectRefusal(of: client, -32700)
            #expect(try daemon.connect().lastEvent() == 0)
        }
    }

    @Test(arguments: [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xc3]] as [[UInt8]])
    func `bad UTF-8 is unparsable`(bytes: [UInt8]) throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let message = Wire.session(more: #","label":"@""#)
            let parts = Wire.request("wallet_createSession", message).split(separator: "@").map { Array($0.utf8) }
            try client.send(parts[0] + bytes + parts[1])
            try expectRefusal(of: client, -32700)
            #expect(try daemon.connect().lastEvent() == 0)
        }
    }

    /// Whether an error without an id comes next, and then the end.
    private func expectRefusal(of client: Client, _ number: Int64) throws {
        let answer = try client.answer()
        #expect(Failure(answer)?.number == number, "\(answer.text)")
        #expect(answer["id"]?.kind == .null)
        #expect(try client.isClosed())
    }
}
