import ControlProtocol
import SessionKeys
import Testing

@testable import leashctl

/// `leashctl top`: its keys, its order, and what it draws.
@Suite struct LeashctlTopTests {
    typealias Fixtures = LeashctlFixtures

    private let other = "0x4f2a9c00000000000000000000000002"

    private func value(_ json: String) throws -> JSONValue { try JSONDocument(parsing: Array(json.utf8)).root }

    private func metrics(requests: Int = 10, isCertain: Bool = true) throws -> JSONValue {
        try value(
            """
            {"startedMs":1,"requests":{"authorize":\(requests)},"authorized":\(requests / 2),"denials":{"self_call":0,"control_socket_only":\(requests)},\
            "recentDenials":[{"timeMs":1700000000000,"sessionId":"\(Fixtures.id)","code":"token_allowance_exceeded",\
            "message":"150000000 are asked for and 4000000 remain, and so on, until the line is far too long"}],\
            "status":{"version":"0.1.0","uptimeSec":4000,"sessions":{"active":2},"reservationsOpen":7,\
            "clock":{"nowMs":1700000000000,"certain":\(isCertain),"unexplainedMs":0},\
            "store":{"schema":1,"bytes":123456,"lastEvent":12,"failing":false},\
            "rates":{"requests":120,"authorized":60,"denied":6,"secondsMeasured":60}}}
            """)
    }

    private func snapshot(_ metrics: JSONValue, time: Int64 = 1000) throws -> TopSnapshot {
        let sessions = [Fixtures.session(label: "shop"), Fixtures.session(id: other)]
        return TopSnapshot(metrics: metrics, sessions: try sessions.map { SessionAnswer(try value($0)) }, time: time)
    }

    @Test func `keys are told from what a terminal sends`() {
        let bytes = Array("s\u{1b}[A\u{1b}OB\u{1b}[6~\u{1b}[99x/é\u{7f}\r\u{3}\u{1b}".utf8)
        #expect(
            Key.keys(in: bytes) == [
                .character("s"), .up, .down, .pageDown, .character("/"), .character("é"), .backspace, .enter, .end,
                .escape,
            ])
    }

    @Test func `keys sort, filter, search, scroll and quit`() {
        var view = TopView()
        for key in [Key.character("s"), .character("r"), .character("f"), .down, .down, .up] { view.press(key) }
        #expect(view.order == .remaining && view.isReversed && view.status == .expired && view.offset == 1)
        for key in Key.keys(in: Array("/qs\u{7f}\r".utf8)) { view.press(key) }
        #expect(view.search == "q" && !view.isSearching && !view.hasEnded && view.offset == 0)
        view.press(.escape)
        #expect(view.search.isEmpty)
        for _ in 0..<4 { view.press(.character("f")) }
        #expect(view.status == .active)
        view.press(.character("q"))
        #expect(view.hasEnded)
    }

    @Test func `a search finds ids and labels, and an order is an order`() throws {
        let sessions = try snapshot(try metrics()).sessions
        var view = TopView()
        for key in Key.keys(in: Array("/SHOP".utf8)) { view.press(key) }
        #expect(view.sessions(among: sessions).map(\.id) == [Fixtures.id])
        #expect(TopView().sessions(among: sessions).map(\.id) == [Fixtures.id, other])
        var reversed = TopView()
        reversed.press(.character("r"))
        #expect(reversed.sessions(among: sessions).map(\.id) == [other, Fixtures.id])
    }

    @Test func `a search is for the label that was given, however much of it is shown`() throws {
        let label = "t\u{200b}e\u{301}st"
        let session = SessionAnswer(try JSONDocument(parsing: Array(Fixtures.session(label: label).utf8)).root)
        #expect(session.label != label)
        var view = TopView()
        for character in "/" + label { view.press(.character(character)) }
        #expect(view.sessions(among: [session]).count == 1)
    }

    @Test(arguments: [20, 26, 32, 40, 80, 132], [1, 2, 3, 5, 8, 10, 24, 50])
    func `the screen fills the terminal and no more`(width: Int, height: Int) throws {
        let terminal = Terminal(width: width, hasColour: false, hasUnicode: true)
        let screen = TopScreen(snapshot: try snapshot(try metrics()), earlier: nil, view: TopView())
        let lines = screen.lines(on: terminal, height: height)
        #expect(lines.count == height)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(lines)")
    }

    @Test func `that nothing is found is told in one line, however long the search is`() throws {
        let terminal = Terminal(width: 20, hasColour: false, hasUnicode: true)
        var view = TopView()
        for key in Key.keys(in: Array("/nothing that is called so\r".utf8)) { view.press(key) }
        let screen = TopScreen(snapshot: try snapshot(try metrics()), earlier: nil, view: view)
        let lines = screen.lines(on: terminal, height: 24)
        #expect(lines.count == 24 && lines.allSatisfy { DisplayWidth.of($0) <= 20 }, "\(lines)")
        #expect(lines.contains("No active sessions …"), "\(lines)")
    }

    @Test(arguments: [(8, 4), (7, 1), (5, 1)])
    func `in a low window the sessions and the keys are there, and as much as has room`(height: Int, head: Int) throws {
        let terminal = Terminal(width: 80, hasColour: false, hasUnicode: true)
        let screen = TopScreen(snapshot: try snapshot(try metrics()), earlier: nil, view: TopView())
        let lines = screen.lines(on: terminal, height: height)
        #expect(lines[0].hasPrefix("leashd 0.1.0, up ") && lines[head].hasPrefix("ID  "), "\(lines)")
        #expect(lines[head + 1].hasPrefix("0x3f2a9c") && lines[height - 1].hasPrefix("q quit"), "\(lines)")
        #expect(!lines.contains("NEWEST DENIALS"))
        let uncertain = TopScreen(
            snapshot: try snapshot(try metrics(isCertain: false)), earlier: nil, view: TopView(), trouble: "gone")
        let troubled = uncertain.lines(on: terminal, height: height)
        #expect(troubled[1].hasPrefix("the clock is not believed") == (height > 5), "\(troubled)")
    }

    @Test func `in 80 columns everything is there`() throws {
        let terminal = Terminal(width: 80, hasColour: false, hasUnicode: true)
        let screen = TopScreen(
            snapshot: try snapshot(try metrics(requests: 40), time: 3000),
            earlier: try snapshot(try metrics(requests: 10), time: 1000), view: TopView())
        let lines = screen.lines(on: terminal, height: 24)
        #expect(lines[0] == "leashd 0.1.0, up 1h 6m, 2023-11-14 22:13:20 UTC, store 120.5 KiB")
        #expect(lines[1] == "sessions: 2 active; 7 reservations")
        #expect(lines[2] == "a second: 15 requests, 7.5 authorized, 0 denied")
        #expect(lines[4].hasPrefix("ID"))
        #expect(lines[5].contains("ETH  ████████▒▒ 80%"))
        #expect(lines[21] == "NEWEST DENIALS")
        #expect(lines[22].hasPrefix("22:13:20  0x3f2a9c…0001  token_allowance_exceeded: 150000000"))
        #expect(lines[23] == "q quit  s sort: expiry  r reverse  f filter: active  / search")
    }

    @Test func `what is wrong stands at the top`() throws {
        let screen = TopScreen(
            snapshot: try snapshot(try metrics(isCertain: false)), earlier: nil, view: TopView(), trouble: "gone")
        let lines = screen.lines(on: .plain, height: nil)
        #expect(lines[2] == "a second: 2 requests, 1 authorized, 0.1 denied")
        #expect(lines[3].hasPrefix("the clock is not believed") && lines[4] == "gone")
        #expect(lines.contains { $0.hasPrefix(Fixtures.id) && $0.contains("USDC") })
    }

    @Test func `without a terminal it is printed once`() throws {
        try withDaemon { daemon in
            let session = try daemon.connect().createSession()
            let run = try LeashctlProcess(["top"], socket: daemon.path(of: .control))
            #expect(run.status == 0 && run.output.contains(session) && !run.output.contains("\u{1b}"))
        }
    }
}
