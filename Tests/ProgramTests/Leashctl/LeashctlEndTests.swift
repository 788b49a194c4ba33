import ControlProtocol
import TestSupport
import Testing

/// What is told of a session that has ended.
@Suite struct LeashctlEndTests {
    typealias Fixtures = LeashctlFixtures

    @Test func `what its key might do is told as over`() throws {
        try withDaemon { daemon in
            let session = try daemon.connect().createSession()
            func run(_ arguments: [String]) throws -> LeashctlProcess {
                try LeashctlProcess(arguments, socket: daemon.path(of: .control))
            }
            let check = ["check", session, "--to", Wire.recipient, "--value", "1wei"]
            #expect(try run(["show", session]).output.contains("\nThe key may\n  - send up to "))
            #expect(try run(check + ["--chain", "5"]).output.contains("\nThis session may:\n  - send up to "))
            #expect(try run(["revoke", session, "--reason", ""]).status == 0)
            let shown = try run(["show", session]).output
            #expect(shown.contains("\nThe key might, before the session ended\n  - send up to "), "\(shown)")
            #expect(!shown.contains("\nreason"))
            let denied = try run(check).output
            #expect(denied.contains("\nThis session has ended; it might:\n  - send up to "), "\(denied)")
            let events = try run(["events"]).output
            #expect(events.contains("session_revoked") && !events.contains("reason"))
        }
    }

    @Test func `a reason that says nothing is none`() throws {
        let (revoked, asked) = try Fixtures.transcript(["revoke", Fixtures.id, "--reason", ""]) { _, _ in
            [.result(#"{"revoked":[]}"#)]
        }
        #expect(revoked.status == 0 && asked == [#"session_revoke {"sessionId":"\#(Fixtures.id)"}"#])
        for (reason, isTold) in [("", false), ("lost", true)] {
            let session = Fixtures.session(status: "revoked").replacing(
                #""meters""#, with: #""endedSec":1700000001,"endReason":"\#(reason)","meters""#)
            let (shown, _) = try Fixtures.transcript(["show", Fixtures.id, "--authorizations", "0"]) { _, _ in
                [.result(session)]
            }
            #expect(shown.output.contains("\nreason        \(reason)") == isTold, "\(shown.output)")
            let event = Fixtures.event(1).replacing(#""outcome":"success""#, with: #""reason":"\#(reason)""#)
            let (events, _) = try Fixtures.transcript(["events", "--after", "0"]) { _, _ in
                [.result(#"{"events":[\#(event)],"last":1}"#)]
            }
            #expect(events.output.contains("reason: \(reason)") == isTold, "\(events.output)")
        }
    }
}
