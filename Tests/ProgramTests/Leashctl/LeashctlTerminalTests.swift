import ControlProtocol
import SessionKeys
import Testing

@testable import leashctl

@Suite struct LeashctlTerminalTests {
    @Test func `JSON stays the same value, and harmless`() throws {
        let root = try JSONDocument(parsing: Array("{ \"a\" : \"\u{9b}31m\u{7f}é{\" }".utf8)).root
        let bytes = CompactJSON.bytes(of: root)
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"a":"\u009b31m\u007fé\u007b"}"#)
        #expect(try JSONDocument(parsing: bytes).root["a"]?.string == root["a"]?.string)
    }

    @Test func `a bar shows what remains, what is held and what is gone`() throws {
        let meter = MeterAnswer(
            try JSONDocument(
                parsing: Array(
                    #"{"type":"gas-limit","allowance":"0x64","spent":"0x1e","reserved":"0x14","remaining":"0x32"}"#.utf8
                )
            ).root)
        #expect(Bar(meter: meter, width: 10).text(on: .plain) == "█████▒▒░░░ 50%")
        let ascii = Terminal(width: nil, hasColour: false, hasUnicode: false)
        #expect(Bar(meter: meter, width: 10).text(on: ascii) == "#####++--- 50%")
    }

    @Test(arguments: [("C", ".."), ("C.UTF-8", "…")])
    func `what is left out is marked in the characters of the locale`(locale: String, mark: String) throws {
        let meter = """
            {"type":"erc20-token-transfer","address":"\(LeashctlFixtures.token)","allowance":"0x1","spent":"0x0",\
            "reserved":"0x0","remaining":"0x1"}
            """
        let session = LeashctlFixtures.session().replacing(#""meters":["#, with: #""meters":[\#(meter),"#)
        let authorization =
            #"{"authorizationId":"0x1","state":"settled","calls":[{"to":"\#(LeashctlFixtures.token)","value":"0x0"}]}"#
        for arguments in [["list"], ["show", LeashctlFixtures.id], ["top"]] {
            let (run, _) = try LeashctlFixtures.transcript(arguments, environment: ["LC_ALL": locale]) { method, _ in
                switch method {
                case "session_get": [.result(session)]
                case "session_list": [.result(#"{"sessions":[\#(session)]}"#)]
                case "daemon_metrics": [.result(#"{"recentDenials":[{"sessionId":"\#(LeashctlFixtures.token)"}]}"#)]
                default: [.result(#"{"authorizations":[\#(authorization)]}"#)]
                }
            }
            #expect(run.output.contains("0x777777\(mark)7777"), "\(run.output)\(run.complaints)")
            #expect(run.output.utf8.allSatisfy { $0 < 0x80 } == (locale == "C"))
        }
    }

    @Test func `a table is plain and whole where nobody looks`() {
        #expect(
            table().lines(on: .plain) == [
                "ID            STATUS  LEFT",
                "0x0123456789  active  one, two",
                "日本          gone    three",
            ])
    }

    @Test func `a table fits the terminal`() {
        let terminal = Terminal(width: 24, hasColour: false, hasUnicode: true)
        #expect(
            table().lines(on: terminal) == [
                "ID         STATUS  LEFT",
                "0x0123…89  active  one",
                "                   two",
                "日本       gone    three",
            ])
        for width in 20...40 {
            let lines = table().lines(on: Terminal(width: width, hasColour: false, hasUnicode: true))
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(width, 20) })
        }
    }

    private func terminal(_ width: Int) -> Terminal { Terminal(width: width, hasColour: false, hasUnicode: true) }

    @Test func `a table gives up columns before it grows wider than the terminal`() {
        var table = Table(columns: [
            Column(title: "id", minimum: 5), Column(title: "made", rank: 1), Column(title: "calls", rank: 0),
        ])
        table.add([Cell("0x0123456789"), Cell("today"), Cell("many")])
        #expect(table.lines(on: terminal(19)) == ["ID     MADE   CALLS", "0x01…  today  many"])
        #expect(table.lines(on: terminal(12)) == ["ID     MADE", "0x01…  today"])
        #expect(table.lines(on: terminal(11)) == ["ID", "0x01234567…"])
    }

    @Test(arguments: [20, 24, 28, 32, 40, 60, 80, 100, 132, 200])
    func `sessions and their authorizations fit the terminal, whatever their tokens are`(width: Int) throws {
        let token =
            #"{"type":"erc20-token-transfer","address":"\#(LeashctlFixtures.token)","allowance":"0x64","spent":"0x0","#
        let text = LeashctlFixtures.session(label: "a shop for this and that", status: "exhausted").replacing(
            #""meters":["#, with: #""meters":[\#(token)"reserved":"0x0","remaining":"0x64"},"#)
        let session = SessionAnswer(try JSONDocument(parsing: Array(text.utf8)).root)
        let lines = SessionTable(now: 4_102_444_800 - 86_400 * 29 - 86_399, terminal: terminal(width)).table(of: [
            session
        ])
        .lines(on: terminal(width))
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(lines)")
        #expect(lines.joined().contains("100%") && lines.joined().contains("0x3f2a"))
        #expect(lines[0].contains("LABEL") == (width >= 80) && lines[0].contains("ACCOUNT") == (width >= 80))
        let authorization = """
            {"authorizationId":"\(LeashctlFixtures.authorization)","state":"reserved","debits":[{"type":\
            "erc20-token-transfer","address":"\(LeashctlFixtures.token)","amount":"0x3d0900"}],"reservedSec":1,\
            "reservedUntilSec":4102444800,"calls":[{"to":"\(LeashctlFixtures.usdc)","selector":"0xa9059cbb","value":"0x0"}]}
            """
        let answer = AuthorizationAnswer(try JSONDocument(parsing: Array(authorization.utf8)).root)
        let rows = AuthorizationTable(
            denomination: session.denomination, now: 1_700_000_000, terminal: terminal(width - 2)
        ).lines(of: [answer])
        let whole = LeashctlFixtures.authorization.count
        #expect(rows.allSatisfy { DisplayWidth.of($0) <= max(width - 2, whole) }, "\(rows)")
    }

    @Test(arguments: [(0, "active"), (1_700_000_000, "active"), (1_700_000_001, "begins in 1s")])
    func `a session that has not begun is told as such`(notBefore: Int64, status: String) throws {
        let text = LeashctlFixtures.session().replacing(#""notBeforeSec":0"#, with: #""notBeforeSec":\#(notBefore)"#)
        let session = SessionAnswer(try JSONDocument(parsing: Array(text.utf8)).root)
        let lines = SessionTable(now: 1_700_000_000, terminal: terminal(200)).table(of: [session]).lines(on: .plain)
        #expect(lines[1].contains("  \(status)  in "), "\(lines)")
    }

    @Test func `long lines go on below, indented, and are whole where nobody looks`() throws {
        var screen = Screen(on: terminal(30))
        screen.point("transfer and approve up to 100 USDC in all")
        screen.field("label", "as long as a label may be")
        #expect(
            screen.lines == [
                "  - transfer and approve up to", "    100 USDC in all", "label         as long as a",
                "              label may be",
            ])
        let session = SessionAnswer(try JSONDocument(parsing: Array(LeashctlFixtures.session().utf8)).root)
        let reasons = try JSONDocument(parsing: Array(LeashctlFixtures.reasons.utf8)).root.elements
        var report = Screen(on: terminal(30))
        DenialReport(
            session: session, reasons: reasons.map(ReasonAnswer.init), operation: OperationMembers(bytes: [])
        ).add(to: &report)
        #expect(report.lines.contains("   150000000 are asked for and") && report.lines.contains("   4000000 remain"))
        let event = try #require(EventAnswer(try JSONDocument(parsing: Array(LeashctlFixtures.event(7).utf8)).root))
        let whole = EventLine(event: event, denomination: .unknown).text(on: .plain)
        let wrapped = EventLine(event: event, denomination: .unknown).text(on: terminal(80)).split(separator: "\n")
        #expect(wrapped.count > 1 && wrapped.allSatisfy { DisplayWidth.of(String($0)) <= 80 }, "\(wrapped)")
        #expect(!whole.contains("\n"))
        #expect(whole.split(separator: " ") == wrapped.flatMap { $0.split(separator: " ") })
    }

    @Test func `colours stand on a terminal only, and do not count`() {
        var table = Table(columns: [Column(title: "a"), Column(title: "b")])
        table.add([Cell("x", .good), Cell("y")])
        let colourful = Terminal(width: 80, hasColour: true, hasUnicode: true)
        #expect(table.lines(on: colourful)[1] == "\u{1b}[32mx\u{1b}[0m  y")
        #expect(table.lines(on: .plain)[1] == "x  y")
    }

    private func table() -> Table {
        var table = Table(columns: [
            Column(title: "id", minimum: 5, cut: .middle), Column(title: "status"), Column(title: "left"),
        ])
        table.add([Cell("0x0123456789"), Cell("active"), Cell(lines: ["one", "two"])])
        table.add([Cell("日本"), Cell("gone"), Cell("three")])
        return table
    }
}
