import ControlProtocol
import TestSupport
import Testing

/// Pages that end early, as they do where their answers would grow too long.
@Suite struct LeashctlPageTests {
    typealias Fixtures = LeashctlFixtures

    /// A daemon with so many events, which answers at most so many at once.
    private func events(_ count: Int, pageOf most: Int) -> FakeDaemon.Script {
        { method, parameters in
            guard method != "daemon_status" else {
                return [.result(#"{"store":{"firstEvent":1,"lastEvent":\#(count)}}"#)]
            }
            let first = Int(parameters["after"]?.integer ?? 0) + 1
            let end = min(count, first - 1 + min(most, Int(parameters["limit"]?.integer ?? 100)))
            let page = first > end ? "" : (first...end).map(Fixtures.event).joined(separator: ",")
            return [.result(#"{"events":[\#(page)],"last":\#(count)}"#)]
        }
    }

    /// A daemon whose listing has so many entries, and gives them three at a time.
    private func listing(_ count: Int, _ name: String, _ entry: @escaping @Sendable (Int) -> String)
        -> FakeDaemon.Script
    {
        { method, parameters in
            guard method != "session_get" else { return [.result(Fixtures.session())] }
            let first = Int(parameters["cursor"]?.string ?? "") ?? 0
            let end = min(count, first + min(3, Int(parameters["limit"]?.integer ?? 100)))
            let next = end < count ? #","nextCursor":"\#(end)""# : ""
            return [.result(#"{"\#(name)":[\#((first..<end).map(entry).joined(separator: ","))]\#(next)}"#)]
        }
    }

    private func numbers(in run: LeashctlProcess) -> [Int] {
        run.output.split(separator: "\n").compactMap { Int($0.prefix { $0 != " " }.dropFirst()) }
    }

    @Test(arguments: [(5, 6...10), (4, 7...10), (9, 2...10), (10, 1...10), (1000, 1...10), (1, 10...10)])
    func `the last events are shown, on however many pages they stand`(limit: Int, shown: ClosedRange<Int>) throws {
        let (run, _) = try Fixtures.transcript(
            ["events", "--limit", "\(limit)"], script: events(10, pageOf: 2))
        #expect(numbers(in: run) == Array(shown))
    }

    @Test func `as many events as asked for are shown from a number on`() throws {
        let (run, asked) = try Fixtures.transcript(
            ["events", "--after", "1", "--limit", "5"], script: events(10, pageOf: 2))
        #expect(numbers(in: run) == Array(2...6))
        #expect(asked.last { $0.hasPrefix("session_events") } == #"session_events {"after":5,"limit":1}"#)
        let (session, _) = try Fixtures.transcript(
            ["events", "--session", Fixtures.id, "--limit", "7"], script: events(5, pageOf: 2))
        #expect(numbers(in: session) == Array(1...5))
    }

    @Test(arguments: [(["--after", "1", "--limit", "5"], " --after 6"), (["--after", "1", "--limit", "9"], nil)])
    func `where more events follow, it is told how to go on`(options: [String], advice: String?) throws {
        let (run, _) = try Fixtures.transcript(["events"] + options, script: events(10, pageOf: 2))
        #expect(run.status == 0)
        #expect(run.complaints == (advice.map { "There are more: leashctl events\($0)\n" } ?? ""))
    }

    @Test(arguments: [(2, 3), (3, 3), (9, 3)])
    func `of one session's events more follow only where they are its own`(limit: Int, count: Int) throws {
        // Other sessions have the events above.
        let script: FakeDaemon.Script = { _, parameters in
            let shown = (1...count).filter { $0 > parameters["after"]?.integer ?? 0 }
                .prefix(Int(parameters["limit"]?.integer ?? 100))
            return [.result(#"{"events":[\#(shown.map(Fixtures.event).joined(separator: ","))],"last":10}"#)]
        }
        let (run, _) = try Fixtures.transcript(
            ["events", "--session", Fixtures.id, "--limit", "\(limit)"], script: script)
        #expect(numbers(in: run) == Array(1...min(limit, count)))
        let advice = "There are more: leashctl events --after \(limit) --session \(Fixtures.id)\n"
        #expect(run.complaints == (limit < count ? advice : ""))
    }

    @Test func `as JSON the last events are one answer that ends with the newest`() throws {
        let (run, _) = try Fixtures.transcript(
            ["events", "--limit", "9", "--json"], script: events(10, pageOf: 4))
        let events = (7...10).map(Fixtures.event).joined(separator: ",")
        #expect(run.output == #"{"events":[\#(events)],"last":10}"# + "\n")
        let (bounded, asked) = try Fixtures.transcript(
            ["events", "--after", "2", "--limit", "9", "--json"], script: self.events(10, pageOf: 4))
        #expect(asked.count == 1 && bounded.output.contains(#""seq":6"#) && !bounded.output.contains(#""seq":7"#))
    }

    @Test(arguments: [(7, 7, ""), (8, 8, ""), (5, 5, "--all, or a larger --limit."), (1000, 1000, "--all.")])
    func `as many sessions as asked for are listed`(limit: Int, shown: Int, advice: String) throws {
        let (run, _) = try Fixtures.transcript(
            ["list", "--limit", "\(limit)"],
            script: listing(advice.isEmpty ? limit : limit + 1, "sessions") { _ in Fixtures.session() })
        #expect(run.output.split(separator: "\n").count == shown + 1)
        #expect(run.complaints == (advice.isEmpty ? "" : "There are more: leashctl list \(advice)\n"))
    }

    @Test(arguments: [
        (["--limit", "1000"], 4, "--all --json."), (["--limit", "3"], 4, ""), ([], 4, "--all --json."),
        (["--limit", "3"], 3, ""), (["--all"], 9, ""),
    ])
    func `as JSON a page that ends early is exact, and that there are more is told beside it`(
        options: [String], count: Int, advice: String
    ) throws {
        for command in [["list"], ["authorizations", Fixtures.id]] {
            let name = command[0] == "list" ? "sessions" : "authorizations"
            let (run, asked) = try Fixtures.transcript(
                command + options + ["--json"],
                script: listing(count, name) { _ in
                    name == "sessions" ? Fixtures.session() : #"{"authorizationId":"0x1","state":"reserved"}"#
                })
            #expect(run.output.hasPrefix(#"{"\#(name)":["#) && run.output.split(separator: "\n").count == asked.count)
            let words = "There are more: leashctl \(command.joined(separator: " ")) \(advice)"
            #expect(run.complaints.hasPrefix(advice.isEmpty ? "" : words), "\(run.complaints)")
            #expect(run.complaints.isEmpty == advice.isEmpty && run.status == 0)
        }
    }

    @Test func `how the other sessions are listed is said with the filter`() throws {
        let filter = ["--status", "active", "--account", "0x" + String(repeating: "ab", count: 20), "--chain", "8453"]
        let (run, _) = try Fixtures.transcript(
            ["list", "--limit", "1"] + filter, script: listing(2, "sessions") { _ in Fixtures.session() })
        let command = "leashctl list \(filter.joined(separator: " ")) --all"
        #expect(run.complaints == "There are more: \(command), or a larger --limit.\n")
    }

    @Test func `the command that is advised asks the same daemon`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/the shop's.sock"
            let daemon = FakeDaemon(path: path, script: listing(2, "sessions") { _ in Fixtures.session() })
            defer { daemon.stop() }
            let run = try LeashctlProcess(["list", "--limit", "1", "--socket", path])
            let quoted = "'\(directory)/the shop'\\''s.sock'"
            #expect(
                run.complaints == "There are more: leashctl list --socket \(quoted) --all, or a larger --limit.\n")
        }
    }

    @Test(arguments: [(5, true), (8, false)])
    func `as many authorizations as asked for are shown`(limit: Int, hasMore: Bool) throws {
        let script = listing(8, "authorizations") { number in
            #"{"authorizationId":"0x\#(number)","state":"reserved","debits":[],"reservedSec":1700000000,"calls":[]}"#
        }
        let (run, _) = try Fixtures.transcript(["show", Fixtures.id, "--authorizations", "\(limit)"], script: script)
        #expect((0..<8).map { run.output.contains("0x\($0) ") } == (0..<8).map { $0 < limit })
        let advice = "  and earlier ones: leashctl authorizations \(Fixtures.id)\n"
        #expect(run.output.hasSuffix(advice) == hasMore && run.output.contains("earlier") == hasMore, "\(run.output)")
    }

    @Test func `events after the newest one are none, and which that is is told`() throws {
        let (run, asked) = try LeashctlFixtures.transcript(["events", "--after", "99"]) { _, _ in
            [.result(#"{"events":[],"last":29}"#)]
        }
        #expect(asked.first == #"session_events {"after":99,"limit":100}"#)
        #expect(run.complaints == "No events: the newest of all is 29.\n" && run.status == 0)
    }

    @Test func `a beginning that no session has is answered in JSON where that is asked for`() throws {
        let (run, _) = try LeashctlFixtures.transcript(["show", "0xffff", "--json"]) { _, _ in
            [.result(#"{"sessions":[]}"#)]
        }
        let error = #"{"code":-32001,"message":"no session is called '0xffff'","data":{"code":"unknown_session"}}"#
        #expect(run.complaints == error + "\n" && run.status == 1)
    }
}
