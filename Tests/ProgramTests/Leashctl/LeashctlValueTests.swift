import Testing

/// What is told of a value that its option does not take.
struct LeashctlValueTests {
    typealias Fixtures = LeashctlFixtures

    private static let definition = Fixtures.definition
    private static let id = "give its id, 0x and 32 hex digits, or at least the first 4"
    /// 2^120.
    private static let tooMuch = "0x1" + String(repeating: "0", count: 30)

    private func expect(_ words: String, at arguments: [String]) throws {
        let told = try LeashctlProcess.complaints(arguments)
        #expect(told.hasPrefix("Error: The value \(words)"), "\(told)")
    }

    @Test(arguments: [
        (
            ["check", Fixtures.id, "--operation", "-", "--chain", "1", "--call-gas", "7"],
            "with --operation, the file says gas and chainId: leave out --call-gas, --chain"
        ),
        (
            definition + ["--root", "--not-before", "2030-01-31T12:00:00Z", "--expires", "2030-01-31"],
            "the session would end, at 2030-01-31 00:00:00 UTC, no later than --not-before lets it begin, at 2030-01-31"
        ),
        (
            ["create", "--root"],
            "a session by flags needs --account, --key and --chain: --account, --key, --chain are missing"
        ),
        (
            Array(definition.dropLast(2)) + ["--root"],
            "a session by flags needs --account, --key and --chain: --chain is missing"
        ),
        (
            definition + ["--decimals", "6", "--native", "1wei"],
            "--decimals belongs to --erc20, and there is no --erc20"
        ),
        (
            definition + ["--decimals", "6", "--decimals", "6", "--erc20", "\(Fixtures.token)=1"],
            "--decimals is given once for all --erc20, or once for each"
        ),
    ])
    func `options that do not fit together are named`(arguments: [String], words: String) throws {
        let told = try LeashctlProcess.complaints(arguments)
        #expect(told.hasPrefix("Error: \(words)"), "\(told)")
    }

    @Test(arguments: [
        (["list", "--limit", "-1"], "'-1' is invalid for '--limit <n>': "),
        (["events", "--after", "-1"], "'-1' is invalid for '--after <n>': "),
        (["show", Fixtures.id, "--authorizations", "-1"], "'-1' is invalid for '--authorizations <n>': "),
        (definition + ["--native", "-1ether"], "'-1ether' is invalid for '--native <amount>': "),
        (definition + ["--root", "--expires", "-1h"], "'-1h' is invalid for '--expires <time>': "),
    ])
    func `a negative value is told of, and not that it is missing`(arguments: [String], words: String) throws {
        try expect(words, at: arguments)
    }

    @Test(arguments: [
        (
            ["list", "--limit", "1001"],
            "'1001' is invalid for '--limit <n>': '1001' is no whole number from 1 to 1000"
        ),
        (
            ["check", "0x1234", "--to", Fixtures.key, "--call-gas", tooMuch],
            "'\(tooMuch)' is invalid for '--call-gas <gas>': '\(tooMuch)' is more than 2^120 - 1"
        ),
        (
            ["authorize", "0x1234", "--to", Fixtures.key, "--max-fee-per-gas", tooMuch],
            "'\(tooMuch)' is invalid for '--max-fee-per-gas <amount>': '\(tooMuch)' is more than 2^120 - 1"
        ),
        (
            ["settle", Fixtures.authorization, "success", "--gas-used", tooMuch],
            "'\(tooMuch)' is invalid for '--gas-used <gas>': '\(tooMuch)' is more than 2^120 - 1"
        ),
        (["list", "--limit", "0"], "'0' is invalid for '--limit <n>': '0' is no whole number from 1 to 1000"),
        (["top", "--interval", "61"], "'61' is invalid for '--interval <n>': '61' is no whole number from 1 to 60"),
        (
            definition + ["--erc20", "\(Fixtures.account)=1", "--decimals", "78"],
            "'78' is invalid for '--decimals <n>': '78' is no whole number from 0 to 77"
        ),
        (
            definition + ["--root", "--expires", "99999d"],
            "'99999d' is invalid for '--expires <time>': '99999d' lies too far ahead"
        ),
        (
            definition + ["--root", "--expires", "9999-12-31"],
            "'9999-12-31' is invalid for '--expires <time>': '9999-12-31' lies too far ahead"
        ),
        (
            definition + ["--root", "--expires", "1970-01-01"],
            "'1970-01-01' is invalid for '--expires <time>': '1970-01-01' lies too far back"
        ),
        (
            definition + ["--root", "--expires", "2030-02-30"],
            "'2030-02-30' is invalid for '--expires <time>': '2030-02-30' is no time: there is no such day"
        ),
        (
            definition + ["--root", "--not-before", "never"],
            "'never' is invalid for '--not-before <time>': 'never' is no time to begin at"
        ),
    ])
    func `a value out of its option's range is told of`(arguments: [String], words: String) throws {
        try expect(words, at: arguments)
    }

    @Test(arguments: [
        (definition + ["--gas", "1e6"], "'1e6' is invalid for '--gas <limit>': '1e6' must be a whole number"),
        (
            definition + ["--gas", "0.1ether"],
            "'0.1ether' is invalid for '--gas <limit>': '0.1ether' is no number of gas units: say --gas-unit wei"
        ),
        (definition + ["--gas", "5", "--gas-unit", "wei"], "'5' is invalid for '--gas <limit>': '5' has no unit"),
        (
            definition + ["--erc20", "\(Fixtures.token)=5"],
            "'\(Fixtures.token)=5' is invalid for '--erc20 <token=amount>': how much is '5'"
        ),
        (
            definition + ["--erc20", "\(Fixtures.usdc)=5", "--decimals", "18"],
            "'\(Fixtures.usdc)=5' is invalid for '--erc20 <token=amount>': --decimals 18 is wrong"
        ),
        (
            ["check", "0x1234", "--transfer", "\(Fixtures.token)=5", "--recipient", Fixtures.key],
            "'\(Fixtures.token)=5' is invalid for '--transfer <token=amount>': how much is '5'"
        ),
        (
            ["check", "0x1234", "--to", Fixtures.key, "--max-fee-per-gas", "5"],
            "'5' is invalid for '--max-fee-per-gas <amount>': '5' has no unit"
        ),
    ])
    func `a value that needs others to be judged names its option too`(arguments: [String], words: String) throws {
        try expect(words, at: arguments)
    }

    @Test(arguments: [
        (definition + ["--native", "100"], "'100' has no unit: write 100ether, 100gwei or 100wei"),
        (definition + ["--native", "0.5"], "'0.5' has no unit: write 0.5ether or 0.5gwei"),
        (
            definition + ["--native", "1.5wei"],
            "'1.5wei' is no amount: wei has no fractions, write a whole number of it"
        ),
        (definition + ["--erc20", "\(Fixtures.token)=x"], "'x' is no amount: write it like 100, 0.5 or 0x64"),
        (
            definition + ["--erc20", "\(Fixtures.token)=0.5"],
            "Say its --decimals, or count in base units, like 100units"
        ),
        (["show", "beeecc01"], "'beeecc01' lacks the 0x before it: write 0xbeeecc01"),
        (["show", "beee..cc01"], "'beee..cc01' lacks the 0x before it: write 0xbeee..cc01"),
        (["show", "bee"], "'bee' is no session: \(id); for a label: leashctl list --label bee"),
        (["revoke", "the shop's"], #"\#(id); for a label: leashctl list --label 'the shop'\''s'"#),
        (
            ["events", "--session", "shop", "--socket", "/x"],
            "\(id); for a label: leashctl list --label shop --socket /x"
        ),
        (["show", "shop", "--socket", "/x/spend.sock"], "'shop' is no session: \(id)"),
        (["show", "0xshop"], "'0xshop' is no session: \(id)"),
        (
            definition + ["--root", "--expires", "1796080000000"],
            "'1796080000000' looks like milliseconds, and seconds are meant: write 1796080000"
        ),
        (definition + ["--root", "--expires", "0s"], "'0s' ends at once: write at least 1s, or never"),
    ])
    func `what is advised would do`(arguments: [String], advice: String) throws {
        let told = try LeashctlProcess.complaints(arguments)
        #expect(told.contains("\(advice)\n"), "\(told)")
    }
}
