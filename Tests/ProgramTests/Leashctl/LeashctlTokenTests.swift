import ControlProtocol
import SessionKeys
import Testing

@testable import leashctl

/// What is told of a well-known token that is named for another chain.
struct LeashctlTokenTests {
    typealias Fixtures = LeashctlFixtures

    private static let onBase = "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"
    private static let told = """
        \(Fixtures.usdc) is USDC on chain 1, and chain 8453 is meant here, where USDC is \(onBase): if another token is \
        meant, say its --decimals

        """

    @Test func `a session for another chain is not told that decimals are missing`() throws {
        let create = Fixtures.definition.dropLast() + ["8453"]
        let amount = "\(Fixtures.usdc)=100"
        let told = try LeashctlProcess.complaints(create + ["--erc20", amount])
        #expect(
            told.hasPrefix("Error: The value '\(amount)' is invalid for '--erc20 <token=amount>': \(Self.told)"),
            "\(told)")
        let meant = try LeashctlProcess(
            create + ["--erc20", amount, "--decimals", "6"], socket: "/nonexistent/control.sock")
        #expect(meant.status == 3, "\(meant.complaints)")
    }

    @Test(arguments: [[], ["--chain", "8453"]])
    func `an operation on another chain is not told so either`(options: [String]) throws {
        let transfer = ["--transfer", "\(Fixtures.usdc)=1", "--recipient", Fixtures.account]
        let (run, asked) = try Fixtures.transcript(["check", Fixtures.id] + transfer + options) { _, _ in
            [.result(Fixtures.session().replacing(#""chainId":"0x1""#, with: #""chainId":"0x2105""#))]
        }
        #expect(run.status == 2 && asked.count == (options.isEmpty ? 1 : 0), "\(asked)")
        #expect(run.complaints.contains("'--transfer <token=amount>': \(Self.told)"), "\(run.complaints)")
    }

    @Test func `a token that is known on no other chain of that name is told without one`() throws {
        let token = try TokenAmount("0x6b175474e89094c44da98b954eedeac495271d0f=1")
        let fault = #expect(throws: ArgumentFault.self) { try token.amount(decimals: nil, chain: 5) }
        let told = "\(try #require(fault))"
        #expect(told.hasPrefix("\(token.token) is DAI on chain 1, and chain 5 is meant here: if another"), "\(told)")
    }
}
