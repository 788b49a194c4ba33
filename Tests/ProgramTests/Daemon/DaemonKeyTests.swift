import ControlProtocol
import TestSupport
import Testing

/// Idempotency keys of any characters (rules 1.1).
struct DaemonKeyTests {
    @Test(arguments: [#"\u0000"#, #"a\u0000b"#, #"\u001b[31m\u009b"#, #"\n"#])
    func `a key of control characters is one, across a restart too, and comes to no log`(key: String) throws {
        try withDaemon(configuration: "[Log]\nLevel=debug\n") { daemon in
            let name = #","idempotencyKey":"\#(key)""#
            let client = try daemon.connect()
            let session = try client.createSession(Wire.session(more: name))
            let first = try client.result("session_authorize", Wire.transfer(within: session, more: name))
            try daemon.stop()
            try daemon.start()
            let again = try daemon.connect()
            #expect(try again.createSession(Wire.session(more: name)) == session)
            let repeated = try again.result("session_authorize", Wire.transfer(within: session, more: name))
            #expect(repeated.text == first.text)
            let conflict = Wire.transfer("0x2", within: session, more: name)
            #expect(try again.failure("session_authorize", conflict).code == "idempotency_conflict")
            let given = try JSONDocument(parsing: Array("\"\(key)\"".utf8)).root.string
            #expect(try again.authorizations(of: session).map { $0["idempotencyKey"]?.string } == [given])
            try daemon.stop()
            #expect(!daemon.log.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
        }
    }
}
