import ControlProtocol
import Descriptors
import Testing

/// Events from a time on, which the daemon is asked for by their numbers.
@Suite struct LeashctlSinceTests {
    typealias Fixtures = LeashctlFixtures

    /// A daemon that keeps the events of these numbers, each a minute after the one before it; the first of all, if it
    /// were kept, would be of 2023-11-14 22:14:20.
    /// The pages on which one of the damaged ones stands are refused.
    private static func events(_ kept: ClosedRange<Int>, damaged: Set<Int> = []) -> FakeDaemon.Script {
        { method, parameters in
            guard method == "session_events" else {
                let store = #"{"firstEvent":\#(kept.lowerBound),"lastEvent":\#(kept.upperBound)}"#
                return [.result(#"{"store":\#(store),"clock":{"nowMs":1900000000000}}"#)]
            }
            let after = Int(parameters["after"]?.integer ?? 0)
            guard after == 0 || after >= kept.lowerBound - 1 else {
                return [.error(#"{"code":-32602,"message":"no","data":{"code":"malformed_value","path":"after"}}"#)]
            }
            let page = kept.filter { $0 > after }.prefix(Int(parameters["limit"]?.integer ?? 100))
            guard damaged.isDisjoint(with: page) else {
                return [.error(#"{"code":-32002,"message":"no","data":{"code":"store_damaged"}}"#)]
            }
            let texts = page.map { number in
                Fixtures.event(number).replacing("1700000000\(100 + number)", with: "\(1_700_000_000 + number * 60)000")
            }
            return [.result(#"{"events":[\#(texts.joined(separator: ","))],"last":\#(kept.upperBound)}"#)]
        }
    }

    @Test(arguments: [
        ("2023-11-14T22:14:20", 1), ("2023-11-14T22:14:21", 2), ("2023-11-14T22:43:20", 30),
        ("2023-11-14T22:44:20", 31), ("2023-11-14 22:53:20", 40), ("1700002401", 41), ("2023-11-15", 41), ("1h", 41),
        ("90y", 1), ("2001-10-01", 1),
    ])
    func `the events since a time are shown`(since: String, first: Int) throws {
        let (run, asked) = try Fixtures.transcript(["events", "--since", since], script: Self.events(1...40))
        let numbers = run.output.split(separator: "\n").compactMap { Int($0.dropFirst().prefix { $0 != " " }) }
        #expect(numbers == Array(first..<41), "\(run.complaints)")
        #expect(run.status == 0 && run.complaints == (first > 40 ? "No events.\n" : ""))
        #expect(asked.count <= 9, "\(asked)")
    }

    /// By the daemon's clock it is 2030-03-17.
    @Test(arguments: [("2030-01-31", true), ("2030-03-17T17:46:40Z", true), ("2030-03-17T17:46:41Z", false)])
    func `a time that is ahead of both clocks is refused`(since: String, isTaken: Bool) throws {
        let (run, _) = try Fixtures.transcript(["events", "--since", since], script: Self.events(1...40))
        #expect(run.status == (isTaken ? 0 : 2), "\(run.complaints)")
        #expect(run.complaints.contains("--since names no time of the past: 2030-03-17 17:46:41 UTC") != isTaken)
    }

    @Test func `what was removed is not asked for`() throws {
        let (run, _) = try Fixtures.transcript(["events", "--since", "2001-10-01"], script: Self.events(17...40))
        #expect(run.output.hasPrefix("#17 ") && run.status == 0, "\(run.complaints)")
    }

    /// Halving comes by 21 and 31 first.
    @Test(arguments: [
        ("2023-11-14T22:44:20", [21], 31), ("2023-11-14T22:44:20", [21, 22, 23], 31),
        ("2023-11-14T22:44:20", [21, 30], 31), ("2023-11-14T22:44:20", [29, 30, 31, 32], 33),
        ("2023-11-14T22:44:20", Array(2...30), 31), ("2023-11-14T22:44:20", Array(1...39), 40),
        ("2023-11-14T22:34:21", [1, 21], 22),
    ])
    func `events of damaged sessions are passed on the way`(since: String, damaged: [Int], first: Int) throws {
        let script = Self.events(1...40, damaged: Set(damaged))
        let (run, _) = try Fixtures.transcript(["events", "--since", since], script: script)
        #expect(run.output.hasPrefix("#\(first) ") && run.status == 0, "\(run.output)\(run.complaints)")
    }

    @Test(arguments: [[40], Array(35...40), Array(1...40)])
    func `where none that can be read follows them the daemon's refusal is told`(damaged: [Int]) throws {
        let (run, _) = try Fixtures.transcript(
            ["events", "--since", "2023-11-14T22:53:20"], script: Self.events(1...40, damaged: Set(damaged)))
        #expect(run.complaints.contains("store_damaged") && run.status == 1, "\(run.output)\(run.complaints)")
    }

    @Test func `a long row of events that cannot be read is not gone through to its end`() throws {
        let (run, asked) = try Fixtures.transcript(
            ["events", "--since", "1h"], script: Self.events(1...10_000, damaged: Set(1...10_000)))
        #expect(run.complaints.contains("store_damaged") && run.status == 1, "\(run.output)\(run.complaints)")
        #expect(asked.count < 1100)
    }

    @Test(arguments: [(1, "#31 ", 0), (1000, "", 1)])
    func `where they are removed meanwhile it looks again, and not for ever`(
        times: Int, output: String, status: Int32
    ) throws {
        let removals = Guarded(0)
        let (run, asked) = try Fixtures.transcript(["events", "--since", "2023-11-14T22:44:20"]) { method, parameters in
            let count = removals.withLock { removals in
                if method == "session_events" { removals += 1 }
                return removals
            }
            guard method != "session_events" || count > times else {
                return Self.events(1_000_000...1_000_001)(method, parameters)
            }
            return Self.events(count < times ? 1...40 : 17...40)(method, parameters)
        }
        #expect(run.output.hasPrefix(output) && run.status == status, "\(run.output)\(run.complaints)")
        #expect(asked.count < 20, "\(asked)")
    }

    @Test func `the events of one session, and those to follow, begin there as well`() throws {
        let (run, asked) = try Fixtures.transcript(
            ["events", "--json", "--session", Fixtures.id, "--since", "2023-11-14T22:44:20"],
            script: Self.events(1...40))
        #expect(asked.last == #"session_events {"after":30,"sessionId":"\#(Fixtures.id)","limit":100}"#)
        #expect(asked.dropLast().allSatisfy { !$0.contains("sessionId") } && run.status == 0, "\(asked)")
        try withDaemon { daemon in
            _ = try daemon.connect().createSession()
            let following = try LeashctlProcess.start(
                ["events", "--follow", "--since", "1d"], socket: daemon.path(of: .control))
            defer { following.stop() }
            var lines = Lines(following.output)
            #expect(lines.next()?.contains("session_created") == true)
        }
    }

    @Test(arguments: [
        (["--since", "never"], "The value 'never' is invalid for '--since <time>': 'never' is no time of the past: "),
        (["--since", "0"], "The value '0' is invalid for '--since <time>': '0' lies too far back: "),
        (["--since", "1h", "--after", "3"], "--after and --since exclude each other\n"),
    ])
    func `what is no time of the past is told`(options: [String], words: String) throws {
        let told = try LeashctlProcess.complaints(["events"] + options)
        #expect(told.hasPrefix("Error: \(words)"), "\(told)")
    }
}
