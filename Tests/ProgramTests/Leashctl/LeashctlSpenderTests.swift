import ControlProtocol
import Testing

/// What is told where a socket is, by its name, the one for spenders.
struct LeashctlSpenderTests {
    typealias Fixtures = LeashctlFixtures

    private static let settle = ["settle", Fixtures.authorization]

    @Test(arguments: [
        (Fixtures.definition + ["--root"], "create"), (["list"], "list"), (["status"], "status"), (["top"], "top"),
        (["authorizations", Fixtures.id], "authorizations"), (["authorizations", "0x3f2a"], "authorizations"),
        (["revoke", "0x3f2a"], "revoke"), (["revoke", "--account", Fixtures.account], "revoke"),
        (["events"], "events"), (["events", "--follow", "--session", "0x3f2a"], "events"), (["metrics"], "metrics"),
        (["backup", "/nonexistent/copy.db"], "backup"), (["confirm-clock"], "confirm-clock"),
        (settle + ["reverted"], "settle, but for a success without --gas-used,"),
        (settle + ["success", "--gas-used", "1"], "settle, but for a success without --gas-used,"),
    ])
    func `what is not for spenders is asked nowhere in vain, and told as that`(
        arguments: [String], what: String
    ) throws {
        let (run, asked) = try Fixtures.transcript(arguments, at: "spend.sock") { _, _ in [.hangUp] }
        #expect(run.status == 1 && run.output.isEmpty && asked.isEmpty, "\(asked)\(run.output)")
        let words = "\(what) needs control.sock: name that with --socket or $LEASHD_CONTROL_SOCKET, and not /"
        #expect(run.complaints.hasPrefix("leashctl: \(words)"), "\(run.complaints)")
        #expect(run.complaints.hasSuffix("/spend.sock\n"))
    }

    @Test func `as JSON the refusal is that of the daemon`() throws {
        let (run, asked) = try Fixtures.transcript(["revoke", "0x3f2a", "--json"], at: "spend.sock") { _, _ in [.hangUp]
        }
        let data = #""data":{"code":"control_socket_only"}"#
        #expect(run.complaints == #"{"code":4100,"message":"revoke needs the control socket",\#(data)}"# + "\n")
        #expect(run.status == 1 && asked.isEmpty)
    }

    @Test func `what is for spenders is asked, for a session whose whole id is given`() throws {
        for arguments in [["show"], ["check", "--to", Fixtures.key], ["authorize", "--to", Fixtures.key]] {
            let (run, asked) = try Fixtures.transcript(
                [arguments[0], Fixtures.id] + arguments.dropFirst(), at: "spend.sock"
            ) { _, _ in [.error(#"{"code":-32001,"message":"no"}"#)] }
            #expect(run.status == 1 && asked.count == 1, "\(run.complaints)")
            let part = try Fixtures.transcript(
                [arguments[0], "0x3f2a"] + arguments.dropFirst(), at: "spend.sock"
            ) { _, _ in [.hangUp] }
            #expect(part.run.status == 2 && part.asked.isEmpty)
            #expect(part.run.complaints.contains("'0x3f2a' is a part of an id: spend.sock takes the whole one"))
        }
    }
}
