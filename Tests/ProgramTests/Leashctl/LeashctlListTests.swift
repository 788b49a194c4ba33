import ControlProtocol
import Foundation
import Testing

/// Sessions one after another, and how one of them is named.
@Suite struct LeashctlListTests {
    typealias Fixtures = LeashctlFixtures

    @Test func `list pages through with the cursor, and is plain in a pipe`() throws {
        let (run, asked) = try Fixtures.transcript(["list", "--all", "--status", "active"]) { _, parameters in
            parameters["cursor"] == nil
                ? [.result(#"{"sessions":[\#(Fixtures.session())],"nextCursor":"c1"}"#)]
                : [.result(#"{"sessions":[\#(Fixtures.session(status: "revoked"))]}"#)]
        }
        #expect(
            asked == [
                #"session_list {"status":"active","limit":1000}"#,
                #"session_list {"status":"active","limit":1000,"cursor":"c1"}"#,
            ])
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3 && !run.output.contains("\u{1b}"))
        #expect(lines[1].hasPrefix("\(Fixtures.id)  \(Fixtures.account)  active   in "))
        #expect(lines[1].hasSuffix("ETH ████████▒▒ 80%, USDC █░░░░░░░░░ 4%, gas ██████████ 100%"))
    }

    @Test(arguments: [
        (["shop"], ["Bookshop", "shoes of the shop", "SHOP"], "", 5),
        (["of the", "--limit", "5"], ["shoes of the shop"], "", 5), (["'s", "--all"], ["one's own"], "", 5),
        (["shop", "--limit", "2"], ["Bookshop", "shoes of the shop"], "--label shop --all, or a larger --limit.", 5),
        (["o", "--status", "active", "--limit", "1"], ["Bookshop"], "--status active --label o --all, or a larger", 3),
        ([" ", "--limit", "1"], ["shoes of the shop"], "--label ' ' --all, or a larger", 4),
    ])
    func `list keeps to what is labelled so, on whatever page it stands`(
        options: [String], shown: [String], advice: String, pages: Int
    ) throws {
        let labels = ["Bookshop", "", "shoes of the shop", "one's own", "SHOP"]
        let (run, asked) = try Fixtures.transcript(["list", "--label"] + options) { _, parameters in
            let number = Int(parameters["cursor"]?.string ?? "") ?? 0
            let next = number < labels.count - 1 ? #","nextCursor":"\#(number + 1)""# : ""
            return [.result(#"{"sessions":[\#(Fixtures.session(label: labels[number]))]\#(next)}"#)]
        }
        #expect(asked.count == pages && run.output.split(separator: "\n").count == shown.count + 1, "\(run.output)")
        #expect(shown.allSatisfy { run.output.contains("  \($0)  ") }, "\(run.output)")
        #expect(run.complaints.hasPrefix(advice.isEmpty ? "" : "There are more: leashctl list \(advice)"))
        #expect(run.complaints.isEmpty == advice.isEmpty && run.status == 0, "\(run.complaints)")
    }

    @Test func `list keeps to the sessions of a key`() throws {
        let other = Fixtures.session(id: "0x3f2a9d00000000000000000000000002").replacingOccurrences(
            of: Fixtures.key, with: Fixtures.token)
        let page = #"{"sessions":[\#(other),\#(Fixtures.session(label: "shop"))]}"#
        for (options, count) in [([], 1), (["--label", "shop"], 1), (["--label", "no"], 0)] {
            let key = "0x" + Fixtures.key.dropFirst(2).uppercased()
            let (run, asked) = try Fixtures.transcript(["list", "--key", key] + options) { _, _ in [.result(page)] }
            #expect(run.status == 0 && asked == [#"session_list {"limit":1000}"#])
            #expect(run.output.split(separator: "\n").count == (count == 0 ? 0 : 2), "\(run.output)")
            #expect(run.output.contains(Fixtures.id) == (count == 1) && !run.output.contains("0x3f2a9d"))
        }
        let (run, _) = try Fixtures.transcript(["list", "--key", Fixtures.key, "--limit", "1"]) { _, _ in
            [.result(#"{"sessions":[\#(Fixtures.session()),\#(Fixtures.session())]}"#)]
        }
        let command = "leashctl list --key \(Fixtures.key) --all"
        #expect(run.complaints == "There are more: \(command), or a larger --limit.\n")
    }

    @Test(arguments: [("tést", 1), ("u{", 0)])
    func `list finds a label that the terminal cannot show`(label: String, found: Int) throws {
        let (run, _) = try Fixtures.transcript(["list", "--label", label], environment: ["LC_ALL": "C"]) { _, _ in
            [.result(#"{"sessions":[\#(Fixtures.session(label: "a tést"))]}"#)]
        }
        #expect(run.output.contains(Fixtures.id) == (found == 1), "\(run.output)\(run.complaints)")
    }

    @Test func `list names what is damaged beside what can be read, and its beginning is an id as well`() throws {
        let damaged = (1...6).map { "0xdada000000000000000000000000000\($0)" }
        let names = damaged.map { "\"\($0)\"" }.joined(separator: ",")
        let page = #"{"sessions":[\#(Fixtures.session())],"damaged":[\#(names)]}"#
        let script: FakeDaemon.Script = { method, _ in
            method == "session_list" ? [.result(page)] : [.result(#"{"revoked":[]}"#)]
        }
        for arguments in [["list"], ["list", "--all"]] {
            let run = try Fixtures.transcript(arguments, script: script).run
            #expect(run.status == 0 && run.output.contains(Fixtures.id))
            #expect(run.complaints.hasPrefix("6 sessions are damaged in the store, and denied everything: 0xdada"))
            #expect(run.complaints.contains(damaged[3] + " and 2 more.") && !run.complaints.contains(damaged[4]))
        }
        let (run, asked) = try Fixtures.transcript(["revoke", "0xdada..3"], script: script)
        #expect(asked.last == #"session_revoke {"sessionId":"\#(damaged[2])"}"#, "\(run.complaints)")
        let only = try Fixtures.transcript(["list"]) { _, _ in
            [.result(#"{"sessions":[],"damaged":["\#(damaged[0])"]}"#)]
        }
        let complaint = "A session is damaged in the store, and denied everything: \(damaged[0])."
        #expect(only.run.output.isEmpty && only.run.complaints.hasPrefix(complaint))
    }

    @Test func `the beginning of an id is enough where it tells a session apart`() throws {
        let other = "0x3f2a9d00000000000000000000000002"
        let script: FakeDaemon.Script = { method, _ in
            method == "session_list"
                ? [.result(#"{"sessions":[\#(Fixtures.session()),\#(Fixtures.session(id: other))]}"#)]
                : [.result(#"{"revoked":["\#(Fixtures.id)"]}"#)]
        }
        let (run, asked) = try Fixtures.transcript(["revoke", "0x3f2a9c…0001", "--reason", "lost"], script: script)
        #expect(asked.last == #"session_revoke {"sessionId":"\#(Fixtures.id)","reason":"lost"}"#)
        #expect(run.output == "revoked \(Fixtures.id)\n")
        #expect(try Fixtures.transcript(["revoke", "0x3f2a9c..0001"], script: script).run.status == 0)
        let otherwise = try Fixtures.transcript(["revoke", "\(Fixtures.id)…0002"], script: script)
        #expect(otherwise.run.status == 2 && otherwise.asked.isEmpty)
        let ambiguous = try Fixtures.transcript(["revoke", "0x3f2a"], script: script).run
        #expect(ambiguous.status == 2 && ambiguous.complaints.contains(other))
        #expect(try Fixtures.transcript(["revoke", "0xffff"], script: script).run.status == 1)
    }

    @Test func `list tells the chains where they differ`() throws {
        let lines = { (chains: [String]) in
            let sessions = chains.map {
                Fixtures.session().replacingOccurrences(of: #""chainId":"0x1""#, with: #""chainId":"\#($0)""#)
            }
            let page = #"{"sessions":[\#(sessions.joined(separator: ","))]}"#
            return try Fixtures.transcript(["list"]) { _, _ in [.result(page)] }.run.output.split(separator: "\n")
        }
        #expect(try !lines(["0x1", "0x1"])[0].contains("CHAIN"))
        let different = try lines(["0x1", "0x2105"])
        #expect(different[0].contains("  CHAIN  STATUS  ") && different[1].contains("  1      active  "))
        #expect(different[2].contains("  8453   active  "))
    }

    @Test func `events stand in columns, however long their numbers are`() throws {
        let page = #"{"events":[\#(Fixtures.event(9)),\#(Fixtures.event(10))],"last":10}"#
        let (run, _) = try Fixtures.transcript(["events", "--after", "8"]) { method, _ in
            method == "session_events" ? [.result(page)] : [.result(Fixtures.session())]
        }
        let lines = run.output.split(separator: "\n")
        #expect(lines[0].hasPrefix("#9   20") && lines[1].hasPrefix("#10  20"), "\(run.output)")
    }
}
