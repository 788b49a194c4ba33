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

    @Test(arguments: [[], ["--json"]])
    func `that a repeated creation gives a session that has ended is told`(options: [String]) throws {
        try withDaemon { daemon in
            func create(_ key: String, input: String = "") throws -> LeashctlProcess {
                let flags = ["--native", "1wei", "--expires", "2100-01-01", "--idempotency-key", key]
                return try LeashctlProcess(
                    Fixtures.definition + flags + options, socket: daemon.path(of: .control), input: input)
            }
            let first = try create("k")
            #expect(first.status == 0 && first.complaints.isEmpty, "\(first.complaints)")
            let again = try create("k")
            // The rest of a report tells times as seen from now.
            let ids = [first, again].map { run in run.output.prefix { $0 != "\n" } }
            #expect(ids[0] == ids[1] && again.complaints.isEmpty, "\(ids)\(again.complaints)")
            let revoked = try LeashctlProcess(
                ["revoke", "--account", Fixtures.account], socket: daemon.path(of: .control))
            #expect(revoked.status == 0)
            let late = try create("k")
            #expect(late.status == 0 && (options.isEmpty || late.output == first.output), "\(late.output)")
            let told = /leashctl: this session was granted before, at .* UTC, and has been revoked: use a new .*\n/
            #expect(late.complaints.wholeMatch(of: told) != nil, "\(late.complaints)")
            #expect(try create("other").complaints.isEmpty)
        }
    }

    @Test(arguments: [
        ("revoked", "has been revoked"), ("expired", "has expired"), ("exhausted", "is used up"), ("lost", nil),
        ("active", nil),
    ])
    func `how the session ended that a file's key gives is told`(status: String, end: String?) throws {
        let (run, asked) = try Fixtures.transcript(["create", "-", "--json"], input: #"{"idempotencyKey":"k"}"#) {
            method, _ in
            [.result(method == "session_get" ? Fixtures.session(status: status) : #"{"sessionId":"\#(Fixtures.id)"}"#)]
        }
        #expect(run.output == #"{"sessionId":"\#(Fixtures.id)"}"# + "\n" && asked.count == 2)
        let words = "leashctl: this session was granted before, at 2023-11-14 22:13:20 UTC, and "
        let told = end.map { "\(words)\($0): use a new idempotency key to grant another\n" } ?? ""
        #expect(run.complaints == told)
    }

    @Test func `that it has no authorizations is told as what stays so`() throws {
        for (status, words) in [("revoked", "No authorizations"), ("active", "No authorizations yet")] {
            let script: FakeDaemon.Script = { method, _ in
                [.result(method == "session_get" ? Fixtures.session(status: status) : #"{"authorizations":[]}"#)]
            }
            let shown = try Fixtures.transcript(["show", Fixtures.id], script: script).run
            #expect(shown.output.hasSuffix("\n\n\(words)\n"), "\(shown.output)")
            let listed = try Fixtures.transcript(["authorizations", Fixtures.id], script: script).run
            #expect(listed.complaints == "\(words).\n")
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
