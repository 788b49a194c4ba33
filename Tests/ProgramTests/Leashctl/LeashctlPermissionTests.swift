import ControlProtocol
import Testing

/// What is told of permissions that other permissions of the session keep from passing, against a real daemon.
@Suite struct LeashctlPermissionTests {
    typealias Fixtures = LeashctlFixtures

    private static let allowance = ["--erc20", "\(Fixtures.token)=100units"]
    private static let tokenRule = "a token with an allowance takes transfer and approve only"
    private static let transferFrom = [
        "--to", Fixtures.token, "--data", "0x23b872dd" + String(repeating: "00", count: 96),
    ]
    private static let tokenAdvice = "transfer or approve of this token, which its allowance counts"

    /// What is granted beside the token's allowance, what is told of it, a call that it seems to let pass, and the
    /// advice where that is denied.
    @Test(arguments: [
        (
            ["--contract", Fixtures.token],
            "call nothing more of \(Fixtures.token), though granted all of it: \(tokenRule)", transferFrom, tokenAdvice
        ),
        (
            ["--function", "\(Fixtures.token)=0x23b872dd"],
            "call nothing more on \(Fixtures.token), though granted 0x23b872dd (transferFrom): \(tokenRule)",
            transferFrom, tokenAdvice
        ),
        (
            ["--account-function", "0xdeadbeef"],
            "call nothing on the account itself, though granted 0xdeadbeef: a session with a token allowance may not",
            ["--to", Fixtures.account, "--data", "0xdeadbeef"],
            "what account-functions lists, in a session without a token allowance"
        ),
        (
            ["--native", "0.5ether"],
            "send no value, though granted 0.5 ETH: no other permission lets it go anywhere",
            ["--to", Fixtures.token, "--value", "1wei", "--data", "0xa9059cbb" + String(repeating: "00", count: 64)],
            "a call within what the session may do, below"
        ),
    ])
    func `what passes for nothing beside a token allowance is told as that`(
        options: [String], words: String, call: [String], advice: String
    ) throws {
        try withDaemon { daemon in
            let socket = daemon.path(of: .control)
            let created = try LeashctlProcess(Fixtures.definition + options + Self.allowance, socket: socket)
            let point = "  - \(words)\n"
            #expect(created.output.contains(point), "\(created.output)\(created.complaints)")
            let line = created.output.split(separator: "\n").first { $0.hasPrefix("session ") }
            let id = String(try #require(line?.split(separator: " ").last))
            #expect(try LeashctlProcess(["show", id], socket: socket).output.contains(point))
            let denied = try LeashctlProcess(["check", id] + call, socket: socket)
            #expect(denied.status == 1 && denied.output.contains("   would pass   \(advice)\n"), "\(denied.output)")
            #expect(denied.output.contains(point))
        }
    }

    @Test(arguments: [
        ["--contract", Fixtures.key], ["--function", "\(Fixtures.key)=0x12345678"], ["--everywhere", "0x00000000"],
    ])
    func `value that may go somewhere is told by its amount`(options: [String]) throws {
        try withDaemon { daemon in
            let created = try LeashctlProcess(
                Fixtures.definition + Self.allowance + ["--native", "0.5ether"] + options,
                socket: daemon.path(of: .control))
            #expect(created.output.contains("  - send up to 0.5 ETH in all, as value of calls\n"), "\(created.output)")
            #expect(!created.output.contains("nothing"))
        }
    }

    @Test func `without a token allowance beside it, what is granted is told as granted`() throws {
        try withDaemon { daemon in
            let created = try LeashctlProcess(
                Fixtures.definition + ["--contract", Fixtures.token, "--account-function", "0xdeadbeef"],
                socket: daemon.path(of: .control))
            #expect(created.output.contains("  - call every function of \(Fixtures.token)\n"), "\(created.output)")
            #expect(created.output.contains("  - call on the account itself: 0xdeadbeef\n"))
        }
    }
}
