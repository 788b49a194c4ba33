import SessionKeys
import Testing

@testable import leashctl

/// Addresses that somebody types, and the checksum that their capitals are.
struct LeashctlChecksumTests {
    typealias Fixtures = LeashctlFixtures

    private static let right = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    /// One digit is another.
    private static let wrong = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAec"

    /// A message of one byte over and over, and the beginning of its hash.
    @Test(arguments: [
        (0, "0xc5d2460186f7233c927e7db2dcc703c0"), (135, "0x34367dc248bbd832f4e3e69dfaac2f92"),
        (136, "0xa6c4d403279fe3e0af03729caada8374"), (137, "0xd869f639c7046b4929fc92a4d988a8b2"),
    ])
    func `the hash is that of Ethereum`(count: Int, beginning: String) {
        let hash = Keccak256.hash(of: [UInt8](repeating: UInt8(ascii: "a"), count: count))
        #expect(hash.count == 32 && hash.prefix(16).elementsEqual(Hex.bytes(of: beginning.utf8Span.span) ?? []))
    }

    /// The examples of EIP-55.
    @Test(arguments: [
        right, "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb", "0x52908400098527886E0F7030069857D2E4169EE7",
        "0xde709f2102306220921060314715629080e2fb77",
    ])
    func `an address has one spelling, and is taken in three`(spelling: String) throws {
        let address = try Arguments.address(spelling)
        #expect(ChecksumSpelling.of(address) == spelling)
        #expect(try Arguments.address(spelling.lowercased()) == address)
        #expect(try Arguments.address("0x" + spelling.dropFirst(2).uppercased()) == address)
        #expect("\(address)" == spelling.lowercased())
    }

    @Test(arguments: [
        (["--account", wrong, "--key", Fixtures.key, "--chain", "1", "--root"], "--account <address>"),
        (["--account", Fixtures.account, "--key", wrong, "--chain", "1", "--root"], "--key <address>"),
        (["--erc20", "\(wrong)=1"], "--erc20 <token=amount>"), (["--contract", wrong], "--contract <address>"),
        (["--function", "\(wrong)=0x12345678"], "--function <address=selector[,..]>"),
    ])
    func `an address spelled otherwise is refused, with the spelling of its digits`(
        options: [String], option: String
    ) throws {
        let told = try LeashctlProcess.complaints(["create"] + options)
        #expect(told.contains("is invalid for '\(option)': '\(Self.wrong)' is no EIP-55 spelling, "), "\(told)")
        let advice = "it is 0x5AAEB6053F3E94c9B9A09f33669435e7ef1bEaEC; write it in small letters if it is meant"
        #expect(told.contains("\(advice)\n"), "\(told)")
    }

    @Test(arguments: [
        ("account", #""account":"ADDRESS""#), ("key.publicKey", #""key":{"type":"secp256k1","publicKey":"ADDRESS"}"#),
        (
            "permissions[1].data.address",
            #""permissions":[{"type":"root"},{"type":"contract-access","data":{"address":"ADDRESS"}}]"#
        ),
    ])
    func `so is one in a file, and a label may be anything`(place: String, member: String) throws {
        let body = #"{"label":"\#(Self.wrong)",\#(member)}"#
        let told = try LeashctlProcess.complaints(["create", "-"], input: body.replacing("ADDRESS", with: Self.wrong))
        let words = "leashctl: standard input: \(place): '\(Self.wrong)' is no EIP-55 spelling, "
        #expect(told.hasPrefix(words), "\(told)")
        let (run, asked) = try Fixtures.transcript(
            ["create", "-", "--json"], input: body.replacing("ADDRESS", with: Self.right)
        ) { _, _ in [.result(#"{"sessionId":"0x1"}"#)] }
        #expect(run.status == 0 && asked.count == 1, "\(run.complaints)")
    }
}
