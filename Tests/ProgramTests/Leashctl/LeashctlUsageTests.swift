import Foundation
import Testing

/// What is told of a command line that does not say what is meant.
struct LeashctlUsageTests {
    typealias Fixtures = LeashctlFixtures

    /// Runs leashctl where no daemon is, and expects wrong usage; its words.
    private func complaints(_ arguments: [String], input: String = "", shell: String? = nil) throws -> String {
        let run = try LeashctlProcess(
            arguments, socket: "/nonexistent/control.sock", input: input, shell: shell)
        #expect(run.status == 2 && run.output.isEmpty, "\(run.status): \(run.output)\(run.complaints)")
        return run.complaints
    }

    private static let definition = ["create", "--account", Fixtures.account, "--key", Fixtures.key, "--chain", "1"]

    @Test(arguments: [
        (["create", "--account", Fixtures.account, "--labl", "x", "--native", "1wei"], "--labl", "--label"),
        (["check", "0x1234", "--too", Fixtures.account], "--too", "--to"),
        (["authorize", "0x1234", "--too", Fixtures.account], "--too", "--to"),
        (["revoke", "--acount=\(Fixtures.account)"], "--acount", "--account"),
        (["events", "--follow", "--limit", "1", "--afer", "0"], "--afer", "--after"),
        (definition + ["--gas-unit", "wei", "--gs", "1"], "--gs", "--gas"),
    ])
    func `an option that is not known is named, whatever else is wrong`(
        arguments: [String], option: String, meant: String
    ) throws {
        let told = try complaints(arguments)
        #expect(told.hasPrefix("Error: Unknown option '\(option)'. Did you mean '\(meant)'?\n"), "\(told)")
    }

    @Test func `options that do not fit together are told with the usage of their command`() throws {
        #expect(
            try complaints(["revoke"]) == """
                Error: what to revoke is given by a session's id or by --account
                Usage: leashctl revoke [<session>] [--account <address>] [--reason <text>] [--socket <path>] [--json]
                  See 'leashctl revoke --help' for more information.

                """)
    }

    @Test func `an option that JSON would not heed is refused beside it`() throws {
        let told = try complaints(["show", Fixtures.id, "--json", "--authorizations", "3"])
        #expect(told.hasPrefix("Error: --authorizations and --json exclude each other: JSON is exactly the session\n"))
    }

    @Test(arguments: [
        (["list", "--limit", "-1"], "The value '-1' is invalid for '--limit <n>': "),
        (
            ["list", "--limit", "1001"],
            "The value '1001' is invalid for '--limit <n>': '1001' is no whole number from 1 to 1000"
        ),
        (["top", "--interval", "61"], "The value '61' is invalid for '--interval <n>': "),
        (
            definition + ["--erc20", "\(Fixtures.account)=1", "--decimals", "78"],
            "The value '78' is invalid for '--decimals <n>': "
        ),
        (
            definition + ["--gas", "1e6"],
            "The value '1e6' is invalid for '--gas <limit>': '1e6' must be a whole number"
        ),
        (
            definition + ["--gas", "0.1ether"],
            "The value '0.1ether' is invalid for '--gas <limit>': '0.1ether' is no number of gas units: say --gas-unit wei"
        ),
        (
            definition + ["--root", "--not-before", "never"],
            "The value 'never' is invalid for '--not-before <time>': 'never' is no time to begin at"
        ),
        (definition + ["--root", "--expires", "99999d"], "The value '99999d' is invalid for '--expires <time>': "),
        (
            definition + ["--root", "--expires", "9999-12-31"],
            "The value '9999-12-31' is invalid for '--expires <time>': '9999-12-31' lies too far ahead"
        ),
        (
            definition + ["--root", "--expires", "1970-01-01"],
            "The value '1970-01-01' is invalid for '--expires <time>': '1970-01-01' lies too far back"
        ),
        (["events", "--after", "-1"], "The value '-1' is invalid for '--after <n>': "),
        (["show", Fixtures.id, "--authorizations", "-1"], "The value '-1' is invalid for '--authorizations <n>': "),
        (
            definition + ["--native", "-1ether"],
            """
            The value '-1ether' is invalid for '--native <amount>': '-1ether' is no amount: write it like 0.5ether, \
            20gwei, 100wei or 0x64
            """
        ),
        (definition + ["--root", "--expires", "-1h"], "The value '-1h' is invalid for '--expires <time>': "),
        (definition + ["--native", "--json"], "Missing value for '--native <amount>'"),
        (["list", "--json", "-1"], "The option '--json' does not take any value, but '-1' was specified."),
    ])
    func `a value that is negative or out of its range is told of, and not that it is missing`(
        arguments: [String], words: String
    ) throws {
        let told = try complaints(arguments)
        #expect(told.hasPrefix("Error: \(words)"), "\(told)")
    }

    @Test(arguments: [
        (definition + ["--native", "0.5"], "'0.5' has no unit: write 0.5ether or 0.5gwei\n"),
        (
            definition + ["--native", "1.5wei"],
            "'1.5wei' is no amount: write it like 0.5ether, 20gwei, 100wei or 0x64\n"
        ),
        (definition + ["--erc20", "\(Fixtures.token)=x"], "'x' is no amount: write it like 100, 0.5 or 0x64\n"),
        (
            definition + ["--erc20", "\(Fixtures.token)=0.5"],
            "Say its --decimals, or count in base units, like 100units\n"
        ),
        (["show", "beeecc01"], "'beeecc01' lacks the 0x before it: write 0xbeeecc01\n"),
        (["show", "beee..cc01"], "'beee..cc01' lacks the 0x before it: write 0xbeee..cc01\n"),
        (["show", "bee"], "'bee' is no session: give its id, 0x and 32 hex digits, or at least the first 4\n"),
    ])
    func `what is advised would do`(arguments: [String], advice: String) throws {
        let told = try complaints(arguments)
        #expect(told.contains(advice), "\(told)")
    }

    @Test func `an argument that is not UTF-8 is refused before anything is done`() throws {
        try Fixtures.withSocketPath { path in
            let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
            let daemon = FakeDaemon(path: path) { _, _ in [.result("{}")] }
            defer { daemon.stop() }
            let run = try LeashctlProcess(
                [directory], socket: path, shell: #"exec "$0" backup "$1/$(printf 'caf\351.db')""#)
            #expect(run.status == 2 && daemon.asked.isEmpty, "\(run.output)")
            #expect(run.complaints == "leashctl: the argument '\(directory)/caf\u{fffd}.db' is not UTF-8\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["c.sock"])
        }
        let label = try complaints(Self.definition + ["--root"], shell: #"exec "$0" "$@" --label "$(printf '\377')""#)
        #expect(label == "leashctl: the argument '\u{fffd}' is not UTF-8\n")
    }

    @Test(arguments: [
        ["backup", ""], ["metrics", "--output", ""], ["create", ""], ["authorize", Fixtures.id, "--operation", ""],
        ["status", "--socket", ""],
    ])
    func `an empty name of a file is told before anybody is asked`(arguments: [String]) throws {
        let told = try complaints(arguments)
        #expect(told.hasPrefix("Error: The value '' is invalid for '"), "\(told)")
        #expect(told.contains("the name of a file is missing"))
    }

    @Test(arguments: [
        (["list", "--limit", "1", "--limit=2"], "--limit"), (["--socket", "a", "status", "--socket", "a"], "--socket"),
        (["check", "0x1234", "--to", Fixtures.key, "--value", "1wei", "--to", Fixtures.token], "--to"),
        (["revoke", "0x1234", "--reason", "", "--reason=x"], "--reason"),
        (definition + ["--native", "1wei", "--account", Fixtures.key], "--account"),
    ])
    func `an option of one value is not given twice`(arguments: [String], option: String) throws {
        let told = try complaints(arguments)
        #expect(told.hasPrefix("Error: \(option) is given twice: it takes one value\nUsage: leashctl "), "\(told)")
    }

    @Test func `options of several values, and flags, may be repeated`() throws {
        let (created, asked) = try Fixtures.transcript(
            Self.definition + [
                "--erc20", "\(Fixtures.token)=1", "--decimals", "6", "--erc20", "\(Fixtures.usdc)=1", "--decimals", "6",
                "--contract", Fixtures.key, "--contract", Fixtures.account, "--function", "\(Fixtures.key)=0x12345678",
                "--function", "\(Fixtures.key)=0x12345679", "--everywhere", "0x12345678", "--everywhere", "0x12345679",
                "--account-function", "0x12345678", "--account-function", "0x12345679", "--json", "--json",
            ]
        ) { _, _ in [.result(#"{"sessionId":"0x1"}"#)] }
        #expect(created.status == 0 && asked.count == 1, "\(created.complaints)")
        for arguments in [
            ["authorize", "0x1234", "--to", Fixtures.key, "--settle", "--settle"], ["list", "--all", "--all"],
            ["events", "--follow", "--follow"], Self.definition + ["--root", "--root"],
            ["revoke", "0x1234", "--reason", "lost", "--", "--reason"],
        ] {
            let run = try LeashctlProcess(arguments, socket: "/nonexistent/control.sock")
            #expect(!run.complaints.contains("twice"), "\(run.complaints)")
        }
    }

    @Test(arguments: [["backup", "-"], ["metrics", "--output", "-"]])
    func `a dash is no file that could be written`(arguments: [String]) throws {
        let told = try complaints(arguments)
        #expect(told.contains("'-' stands for no file here: write ./- for a file of that name\n"), "\(told)")
    }

    @Test func `standard input with nothing in it is told as that`() throws {
        #expect(
            try complaints(["create"]) == "leashctl: standard input is empty: give JSON there, or say it by options\n")
    }

    @Test func `what a file says of its own is not said by an option too`() throws {
        let operation = #"{"calls":[],"settle":true,"idempotencyKey":"7"}"#
        for (options, name) in [(["--settle"], "settle"), (["--idempotency-key", "8"], "idempotencyKey")] {
            let told = try complaints(["authorize", Fixtures.id, "--operation", "-"] + options, input: operation)
            #expect(told.hasPrefix("Error: the file has \(name) of its own"), "\(told)")
        }
    }

    @Test func `what is no socket is told as that, and the socket of spenders as theirs`() throws {
        let run = try LeashctlProcess(["status"], socket: "/etc/passwd")
        #expect(
            run.status == 3 && run.complaints.hasPrefix("leashctl: /etc/passwd is no socket: "), "\(run.complaints)")
        try Fixtures.withSocketPath { path in
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
            #expect(try complaints(arguments).hasPrefix("Error: there is no command 'nosuch'\nUsage: leashctl "))
        }
        #expect(try complaints(["--json"]).hasPrefix("Error: a command is missing\nUsage: leashctl "))
        for arguments in [
            [], ["--help"], ["help"], ["help", "list"], ["help", "help"], ["list", "--help"],
            ["--socket", "x", "--json", "list", "--help"],
        ] {
            let run = try LeashctlProcess(arguments)
            #expect(run.status == 0 && run.output.hasPrefix("OVERVIEW: "), "\(arguments): \(run.complaints)")
        }
    }
}
