import TestSupport
import Testing

/// Standard output and standard error where they cannot be written.
@Suite struct LeashctlOutputTests {
    @Test func `output that cannot be written is told`() throws {
        let (status, _) = try LeashctlFixtures.transcript(["status"], outputPath: "/dev/full") { _, _ in
            [.result(LeashctlFixtures.status)]
        }
        #expect(status.status == 74)
        #expect(
            status.complaints.contains("the output cannot be written: No space left on device"), "\(status.complaints)")
    }

    @Test func `help that cannot be written is told as well`() throws {
        #expect(try LeashctlProcess(["list", "--help"], outputPath: "/dev/full").status == 74)
    }

    @Test(arguments: ["metrics", "status", "--help"])
    func `a standard output that is closed gets nothing, nor does what is opened in its place`(command: String) throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/control.sock"
            let daemon = FakeDaemon(path: path) { method, _ in
                let status = LeashctlFixtures.status
                return [.result(method == "daemon_metrics" ? #"{"status":\#(status)}"# : status)]
            }
            defer { daemon.stop() }
            let run = try LeashctlProcess([command], socket: path, shell: #"exec "$0" "$@" >&-"#)
            #expect(run.status == 74, "\(run.complaints)")
            #expect(run.complaints.contains("the output cannot be written: Bad file descriptor"))
        }
    }

    @Test(arguments: ["2>&-", "2>/dev/full", "2>&1 >/dev/null | true"])
    func `a standard error that cannot be written hides no exit status`(redirection: String) throws {
        // Once nothing can be written there any more, as the reader of the pipe has left.
        let isFull = "(trap '' PIPE; while echo >&2; do :; done)"
        let shell = #"{ { \#(isFull); "$0" "$@"; echo $? >&3; } \#(redirection); } 3>&1"#
        for (arguments, status) in [(["show", "nope"], "2"), (["lst"], "2"), (["status"], "1"), (["list"], "0")] {
            let (run, _) = try LeashctlFixtures.transcript(arguments, shell: shell) { method, _ in
                method == "session_list"
                    ? [.result(#"{"sessions":[]}"#)] : [.error(#"{"code":-32603,"message":"no"}"#)]
            }
            #expect(run.output == status + "\n", "\(arguments): \(run.complaints)")
        }
    }
}
