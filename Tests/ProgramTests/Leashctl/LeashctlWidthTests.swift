import ControlProtocol
import SessionKeys
import Testing

@testable import leashctl

/// What is shown on a terminal that is narrower than most.
@Suite struct LeashctlWidthTests {
    typealias Fixtures = LeashctlFixtures

    private func terminal(_ width: Int) -> Terminal { Terminal(width: width, hasColour: false, hasUnicode: true) }

    @Test(arguments: [18, 38, 46, 58, 70, 71, 98, 130])
    func `the id of an authorization stays whole, and all else goes on below it where there is no room`(
        width: Int
    ) throws {
        let authorization = """
            {"authorizationId":"\(Fixtures.authorization)","state":"reserved","debits":[{"type":\
            "native-token-transfer","amount":"0x3d0900"}],"reservedSec":1700000000,"reservedUntilSec":1700003600,\
            "calls":[{"to":"\(Fixtures.usdc)","selector":"0xa9059cbb","value":"0x0"}]}
            """
        let answer = AuthorizationAnswer(try JSONDocument(parsing: Array(authorization.utf8)).root)
        let table = AuthorizationTable(denomination: .unknown, now: 1_700_000_001, terminal: terminal(width))
        let lines = table.lines(of: [answer])
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(width, Fixtures.authorization.count) }, "\(lines)")
        let isTable = lines[0].hasPrefix("AUTHORIZATION  ")
        #expect(isTable == (width >= 98) && lines[isTable ? 1 : 0].hasPrefix(Fixtures.authorization), "\(lines)")
        let text = lines.joined(separator: " ").replacing(try Regex(" +"), with: " ")
        for word in ["reserved, 59m 59s left", "1s ago", "0.004 gwei"] where width > 38 {
            #expect(text.contains(word), "\(word) in \(lines)")
        }
    }

    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("👩‍👩‍👧", 2), ("👍🏽", 2), ("❤️", 2), ("❤", 1), ("🇩🇪", 2), ("🇩", 1),
        ("1️⃣", 2),
        ("e🏻", 3), ("✌🏽", 2), ("a漢🇩🇪", 5),
    ])
    func `a character takes as many columns as terminals give it`(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
        #expect(DisplayWidth.prefix(text + "b", columns: columns) == text)
    }

    private func sessions(label: String = "a shop for this and that") throws -> [SessionAnswer] {
        let text = Fixtures.session(label: label)
        return [SessionAnswer(try JSONDocument(parsing: Array(text.utf8)).root)]
    }

    private func lines(_ sessions: [SessionAnswer], _ width: Int) -> [String] {
        let table = SessionTable(now: 4_102_444_800 - 86_400 * 29 - 86_399, terminal: terminal(width))
        return table.table(of: sessions).lines(on: terminal(width))
    }

    @Test func `sessions in 80 columns have labels, and ids that tell them apart`() throws {
        #expect(
            lines(try sessions(), 80).prefix(3) == [
                "ID             LABEL        ACCOUNT     STATUS  EXPIRES     ALLOWANCES",
                "0x3f2a9c…0001  a shop for…  0xabab…bab  active  in 29d 23h  ETH  ████████▒▒ 80%",
                "                                                            USDC █░░░░░░░░░ 4%",
            ])
        #expect(lines(try sessions(label: "shop"), 80)[1].hasPrefix("0x3f2a9c000000…0001  shop   0xabab…bab"))
    }

    @Test func `sessions are told in short before a column is given up, and below each other at last`() throws {
        #expect(
            lines(try sessions(), 66).prefix(2) == [
                "ID             LABEL               STATUS  EXPIRES  ALLOWANCES",
                "0x3f2a9c…0001  a shop for this a…  active  in 29d   ETH  ███▒ 80%",
            ])
        #expect(
            lines(try sessions(), 22) == [
                "ID", "0x3f2a9c000000000…0001", "  ETH  80%", "  USDC 4%", "  gas  100%",
            ])
    }

    @Test(arguments: [26, 32, 47, 48, 80])
    func `the allowances of one session are no wider than the terminal`(width: Int) throws {
        let session = try sessions()[0]
        var screen = Screen(on: terminal(width))
        MeterLines(denomination: session.denomination).add(session.meters, under: "Allowances", to: &screen)
        #expect(screen.lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(screen.lines)")
        let bar = width < 48 ? "██████▒▒" : "████████████████▒▒▒▒"
        #expect(screen.lines[1] == "  ETH  \(bar) 80% left" && screen.lines[2].hasPrefix("    remaining  0.4 ETH"))
    }

    @Test(arguments: [18, 26, 32, 44, 47, 48, 60, 75, 76, 80])
    func `the gauge of a token that is not known stands below its address where there is no room`(width: Int) throws {
        let meter = """
            {"type":"erc20-token-transfer","address":"\(Fixtures.token)","allowance":"0x64","spent":"0x0",\
            "reserved":"0x0","remaining":"0x64"}
            """
        var screen = Screen(on: terminal(width))
        let answer = MeterAnswer(try JSONDocument(parsing: Array(meter.utf8)).root)
        MeterLines(denomination: try sessions()[0].denomination).add([answer], under: "Allowances", to: &screen)
        let isBelow = width < 76
        let bar = String(repeating: "█", count: min(width < 48 ? 8 : 20, width - 14)) + " 100% left"
        #expect(
            screen.lines[1] == "  \(Fixtures.token)" + (isBelow ? "" : "  \(bar)")
                && (!isBelow || screen.lines[2] == "    \(bar)"), "\(screen.lines)")
        #expect(screen.lines.allSatisfy { DisplayWidth.of($0) <= max(width, 44) }, "\(screen.lines)")
    }

    @Test(arguments: 20...46)
    func `an event is no wider than the terminal, and whole in words`(width: Int) throws {
        let event = try #require(EventAnswer(try JSONDocument(parsing: Array(Fixtures.event(7).utf8)).root))
        let lines = EventLine(event: event, denomination: .unknown).text(on: terminal(width)).split(separator: "\n")
        #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= width }, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("    0x3f2a9c") && $0.hasSuffix("0001") }, "\(lines)")
        #expect(lines.contains { $0.contains("success") }, "\(lines)")
    }

    @Test(
        arguments: [28, 40, 60, 80, 200],
        [#""certain":false,"unexplainedMs":7200000"#, #""certain":true,"behindMs":3000000"#])
    func `what there is to say of the clock is no wider than the terminal`(width: Int, clock: String) throws {
        let status = #"{"version":"0.1.0","clock":{"nowMs":1700000000000,\#(clock)}}"#
        var screen = Screen(on: terminal(width))
        StatusReport(status: try JSONDocument(parsing: Array(status.utf8)).root).add(to: &screen)
        #expect(screen.lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(screen.lines)")
        let remarks = screen.lines.drop { !$0.hasPrefix("clock ") }.dropFirst()
        #expect(remarks.allSatisfy { $0.hasPrefix("              ") && $0.dropFirst(14).first != " " })
    }

    @Test func `a warning of a new session goes on below itself`() {
        var screen = Screen(on: terminal(30))
        screen.paragraph("no gas-limit: the key may spend (gas_unlimited)", .warning, after: "warning: ")
        #expect(screen.lines == ["warning: no gas-limit: the key", "         may spend", "         (gas_unlimited)"])
    }

    @Test(arguments: 20...32)
    func `a name and its value stand apart`(width: Int) {
        var screen = Screen(on: terminal(width))
        screen.field("state", "well")
        screen.field("version", "0.1.0")
        #expect(screen.lines == ["state         well", "version       0.1.0"])
    }

    @Test(arguments: 20...32)
    func `a paragraph keeps the distance that it begins with`(width: Int) {
        var screen = Screen(on: terminal(width))
        screen.paragraph("4 ETH", after: "   remaining    ")
        screen.field("account", "none of them")
        #expect(screen.lines.allSatisfy { $0.count <= max(21, width) }, "\(screen.lines)")
        #expect(screen.lines[0].hasPrefix("   remaining    4"), "\(screen.lines)")
        #expect(screen.lines.contains { $0.hasPrefix("account       none") }, "\(screen.lines)")
    }
}
