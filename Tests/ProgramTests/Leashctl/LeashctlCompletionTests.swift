import TestSupport
import Testing

/// What a shell completes a session's id to.
struct LeashctlCompletionTests {
    typealias Fixtures = LeashctlFixtures

    @Test(arguments: [
        ["--socket", "PATH"], ["--socket=PATH"], ["--socket", "=", "PATH"], ["--socket", "~/control.sock"], [],
    ])
    func `the daemon that the line names is asked, or else that of the environment`(option: [String]) throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/control.sock"
            let daemon = FakeDaemon(path: path) { _, _ in
                [.result(#"{"sessions":[\#(Fixtures.session())],"damaged":["0xdada"]}"#)]
            }
            defer { daemon.stop() }
            let named = option.map { $0.replacing("PATH", with: path) }
            let run = try LeashctlProcess(
                Self.asking(["show"] + named), socket: named.isEmpty ? path : "/nonexistent/control.sock",
                environment: ["HOME": directory])
            #expect(run.output == "\(Fixtures.id)\n0xdada\n" && run.status == 0, "\(run.output)\(run.complaints)")
            #expect(daemon.asked == [#"session_list {"limit":1000}"#])
        }
    }

    @Test(arguments: [
        ("revoke", true), ("check", true), ("authorize", true), ("show", false), ("authorizations", false),
    ])
    func `where nothing could be done in a session that has ended, it is not offered`(
        command: String, isForActive: Bool
    ) throws {
        let (_, asked) = try Fixtures.transcript(Self.asking([command])) { _, _ in [.result(#"{"sessions":[]}"#)] }
        let filter = isForActive ? #""status":"active","# : ""
        #expect(asked == [#"session_list {\#(filter)"limit":1000}"#])
    }

    @Test func `the socket of spenders is asked nothing, as that would be a denial`() throws {
        let (run, asked) = try Fixtures.transcript(Self.asking(["revoke"]), at: "spend.sock") { _, _ in [.hangUp] }
        #expect(run.output == "\n" && run.complaints.isEmpty && run.status == 0, "\(run.output)\(run.complaints)")
        #expect(asked.isEmpty)
    }

    @Test func `where no daemon is, nothing is said in the middle of the line`() throws {
        let run = try LeashctlProcess(Self.asking(["authorize"]), socket: "/nonexistent/control.sock")
        #expect(run.output == "\n" && run.complaints.isEmpty && run.status == 0, "\(run.output)\(run.complaints)")
    }

    /// What the scripts ask that `--generate-completion-script` writes.
    private static func asking(_ line: [String]) -> [String] {
        let words = ["leashctl"] + line + ["0x"]
        return ["---completion", line[0], "--", "positional@0", "\(words.count - 1)", "2"] + words
    }
}
