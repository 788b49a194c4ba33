import Foundation
import TestSupport
import Testing

/// What is told of a command line that does not say what is meant.
struct LeashctlUsageTests {
    typealias Fixtures = LeashctlFixtures

    @Test(arguments: [
        (["create", "--account", Fixtures.account, "--labl", "x", "--native", "1wei"], "--labl", "--label"),
        (["check", "0x1234", "--too", Fixtures.account], "--too", "--to"),
        (["authorize", "0x1234", "--too", Fixtures.account], "--too", "--to"),
        (["revoke", "--acount=\(Fixtures.account)"], "--acount", "--account"),
        (["events", "--follow", "--limit", "1", "--afer", "0"], "--afer", "--after"),
        (Fixtures.definition + ["--gas-unit", "wei", "--gs", "1"], "--gs", "--gas"),
    ])
    func `an option that is not known is named, whatever else is wrong`(
        arguments: [String], option: String, meant: String
    ) throws {
        let told = try LeashctlProcess.complaints(arguments)
        #expect(told.hasPrefix("Error: Unknown option '\(option)'. Did you mean '\(meant)'?\n"), "\(told)")
    }

    @Test func `options that do not fit together are told with the usage of their command`() throws {
        #expect(
            try LeashctlProcess.complaints(["revoke"]) == """
                Error: what to revoke is given by a session's id or by --account
                Usage: leashctl revoke [<session>] [--account <address>] [--reason <text>] [--socket <path>] [--json]
                  See 'leashctl revoke --help' for more information.

                """)
    }

    @Test func `an option that JSON would not heed is refused beside it`() throws {
        let told = try LeashctlProcess.complaints(["show", Fixtures.id, "--json", "--authorizations", "3"])
        #expect(told.hasPrefix("Error: --authorizations and --json exclude each other: JSON is exactly the session;"))
        #expect(told.contains("; its authorizations are those of leashctl authorizations --json\n"))
        let listed = try LeashctlProcess.complaints(["list", "--json", "--label", "shop"])
        #expect(listed.hasPrefix("Error: --label and --json exclude each other: JSON is exactly what the daemon"))
        let ofKey = try LeashctlProcess.complaints(["list", "--json", "--key", Fixtures.key])
        #expect(ofKey.hasPrefix("Error: --key and --json exclude each other: JSON is exactly what the daemon lists\n"))
    }

    @Test(arguments: [
        ["show", "0x12"], ["check", "0x1234"], ["settle", "0x1", "success"],
        ["settle", Fixtures.authorization, "lost"],
        ["create", "/dev/null"], ["create", "no-such-file"], ["events", "--follow", "--limit", "3"],
    ])
    func `wrong usage ends with 2 before anybody is asked`(arguments: [String]) throws {
        #expect(try !LeashctlProcess.complaints(arguments, input: "[]").isEmpty)
    }

    @Test(arguments: [
        (Fixtures.definition + ["--native", "--json"], "Missing value for '--native <amount>'"),
        (["list", "--json", "-1"], "The option '--json' does not take any value, but '-1' was specified."),
        (
            ["create", "file", "--native", "1ether"],
            "a session is defined by a file or by flags, not by both: leave out 'file'"
        ),
    ])
    func `words that do not belong together are told`(arguments: [String], words: String) throws {
        let told = try LeashctlProcess.complaints(arguments)
        #expect(told.hasPrefix("Error: \(words)"), "\(told)")
    }

    @Test func `an argument that is not UTF-8 is refused before anything is done`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/control.sock"
            let daemon = FakeDaemon(path: path) { _, _ in [.result("{}")] }
            defer { daemon.stop() }
            let run = try LeashctlProcess(
                [directory], socket: path, shell: #"exec "$0" backup "$1/$(printf 'caf\351.db')""#)
            #expect(run.status == 2 && daemon.asked.isEmpty, "\(run.output)")
            #expect(run.complaints == "leashctl: the argument '\(directory)/caf\u{fffd}.db' is not UTF-8\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["control.sock"])
        }
        let label = try LeashctlProcess.complaints(
            Fixtures.definition + ["--root"], shell: #"exec "$0" "$@" --label "$(printf '\377')""#)
        #expect(label == "leashctl: the argument '\u{fffd}' is not UTF-8\n")
    }

    @Test(arguments: [
        ["backup", ""], ["metrics", "--output", ""], ["create", ""], ["authorize", Fixtures.id, "--operation", ""],
        ["status", "--socket", ""],
    ])
    func `an empty name of a file is told before anybody is asked`(arguments: [String]) throws {
        let told = try LeashctlProcess.complaints(arguments)
        #expect(told.hasPrefix("Error: The value '' is invalid for '"), "\(told)")
        #expect(told.contains("the name of a file is missing"))
    }

    @Test(arguments: [
        (["list", "--limit", "1", "--limit=2"], "--limit"), (["--socket", "a", "status", "--socket", "a"], "--socket"),
        (["check", "0x1234", "--to", Fixtures.key, "--value", "1wei", "--to", Fixtures.token], "--to"),
        (["revoke", "0x1234", "--reason", "", "--reason=x"], "--reason"),
        (Fixtures.definition + ["--native", "1wei", "--account", Fixtures.key], "--account"),
    ])
    func `an option of one value is not given twice`(arguments: [String], option: String) throws {
        let told = try LeashctlProcess.complaints(arguments)
        #expect(told.hasPrefix("Error: \(option) is given twice: it takes one value\nUsage: leashctl "), "\(told)")
    }

    @Test func `options of several values, and flags, may be repeated`() throws {
        let (created, asked) = try Fixtures.transcript(
            Fixtures.definition + [
                "--erc20", "\(Fixtures.token)=1", "--decimals", "6", "--erc20", "\(Fixtures.usdc)=1", "--decimals", "6",
                "--contract", Fixtures.key, "--contract", Fixtures.account, "--function", "\(Fixtures.key)=0x12345678",
                "--function", "\(Fixtures.key)=0x12345679", "--everywhere", "0x12345678", "--everywhere", "0x12345679",
                "--account-function", "0x12345678", "--account-function", "0x12345679", "--json", "--json",
            ]
        ) { _, _ in [.result(#"{"sessionId":"0x1"}"#)] }
        #expect(created.status == 0 && asked.count == 1, "\(created.complaints)")
        for arguments in [
            ["authorize", "0x1234", "--to", Fixtures.key, "--settle", "--settle"], ["list", "--all", "--all"],
            ["events", "--follow", "--follow"], Fixtures.definition + ["--root", "--root"],
            ["revoke", "0x1234", "--reason", "lost", "--", "--reason"],
        ] {
            let run = try LeashctlProcess(arguments, socket: "/nonexistent/control.sock")
            #expect(!run.complaints.contains("twice"), "\(run.complaints)")
        }
    }

    @Test(arguments: [["backup", "-"], ["metrics", "--output", "-"]])
    func `a dash is no file that could be written`(arguments: [String]) throws {
        let told = try LeashctlProcess.complaints(arguments)
        #expect(told.contains("'-' stands for no file here: write ./- for a file of that name\n"), "\(told)")
    }

    @Test func `standard input with nothing in it is told as that`() throws {
        #expect(
            try LeashctlProcess.complaints(["create"])
                == "leashctl: standard input is empty: give JSON there, or say it by options\n")
    }

    @Test func `what is no authorization is told as what is no session is`() throws {
        let form = "give its id, 0x and 32 hex digits"
        #expect(
            try LeashctlProcess.complaints(["show", "0x"])
                == "leashctl: '0x' is no session: \(form), or at least the first 4\n")
        #expect(
            try LeashctlProcess.complaints(["settle", "0x00", "success"])
                == "leashctl: '0x00' is no authorization: \(form) (leashctl show)\n")
    }

    @Test func `what a file says of its own is not said by an option too`() throws {
        let operation = #"{"calls":[],"settle":true,"idempotencyKey":"7"}"#
        for (options, name) in [(["--settle"], "settle"), (["--idempotency-key", "8"], "idempotencyKey")] {
            let told = try LeashctlProcess.complaints(
                ["authorize", Fixtures.id, "--operation", "-"] + options, input: operation)
            #expect(told.hasPrefix("Error: standard input has \(name) of its own"), "\(told)")
        }
    }

    @Test func `what is no socket is told as that, and the socket of spenders as theirs`() throws {
        let run = try LeashctlProcess(["status"], socket: "/etc/passwd")
        #expect(
            run.status == 3 && run.complaints.hasPrefix("leashctl: /etc/passwd is no socket: "), "\(run.complaints)")
        try withTemporaryDirectory { directory in
            let path = directory + "/control.sock"
            let error =
                #"{"code":4100,"message":"daemon_status needs the control socket","data":{"code":"control_socket_only"}}"#
            let daemon = FakeDaemon(path: path) { _, _ in [.error(error)] }
            defer { daemon.stop() }
            let run = try LeashctlProcess(["status"], socket: path)
            #expect(run.status == 1 && run.complaints.contains("spend.sock: name control.sock"), "\(run.complaints)")
        }
    }

    @Test func `a command that is missing or not known is no reason to show the overview`() throws {
        for arguments in [
            ["help", "nosuch"], ["nosuch"], ["nosuch", "0xbeee"], ["nosuch", "--help"],
            ["--json", "nosuch", "--limit", "1"],
            ["--socket", "/run/x", "nosuch"], ["--socket=/run/x", "--json", "nosuch"],
        ] {
            #expect(
                try LeashctlProcess.complaints(arguments).hasPrefix(
                    "Error: there is no command 'nosuch', but create, list, "))
        }
        for arguments in [[], ["--json"]] {
            let complaints = try LeashctlProcess.complaints(arguments)
            #expect(complaints.hasPrefix("Error: a command is missing\nUsage: leashctl "))
        }
        for arguments in [
            ["--help"], ["help"], ["help", "list"], ["help", "help"], ["list", "--help"],
            ["--socket", "x", "--json", "list", "--help"],
        ] {
            let run = try LeashctlProcess(arguments)
            #expect(run.status == 0 && run.output.hasPrefix("OVERVIEW: "), "\(arguments): \(run.complaints)")
        }
    }
}
