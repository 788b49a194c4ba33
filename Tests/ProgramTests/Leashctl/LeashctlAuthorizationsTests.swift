import ControlProtocol
import Testing

/// A session's ledger, listed.
@Suite struct LeashctlAuthorizationsTests {
    @Test func `authorizations lists the newest first, says that there are more, and is exactly the pages in JSON`()
        throws
    {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let ids = try (1...3).map {
                try client.authorize(within: session, more: #","idempotencyKey":"order-\#($0)""#)
            }
            let list = { (options: [String]) in
                try LeashctlProcess(["authorizations", session] + options, socket: daemon.path(of: .control))
            }
            let two = try list(["--limit", "2"])
            let lines = two.output.split(separator: "\n").map(String.init)
            #expect(lines.count == 3 && lines[0].hasPrefix("AUTHORIZATION  "), "\(two.output)")
            #expect(lines[1].hasPrefix("\(ids[2])  ") && lines[1].contains("  order-3  "), "\(two.output)")
            #expect(lines[2].hasPrefix("\(ids[1])  ") && lines[2].contains("  order-2  "), "\(two.output)")
            let advice = "There are more: leashctl authorizations \(session) --all, or a larger --limit.\n"
            #expect(two.complaints == advice && two.status == 0)
            let all = try list(["--all"])
            #expect(all.output.split(separator: "\n").count == 4 && all.complaints.isEmpty, "\(all.output)")
            let page = try client.result("session_authorizations", #"{"sessionId":"\#(session)","limit":2}"#)
            #expect(try list(["--limit", "2", "--json"]).output == page.text + "\n")
            let whole = try client.result("session_authorizations", #"{"sessionId":"\#(session)"}"#)
            #expect(try list(["--all", "--json"]).output == whole.text + "\n")
        }
    }

    @Test(arguments: [(4, 0, nil), (5, 0, 1), (300, 0, 296), (1000, 24, 1020), (3, 2, 2)] as [(Int, Int, Int?)])
    func `of many calls the first ones are shown, and how many there are more`(
        kept: Int, omitted: Int, rest: Int?
    ) throws {
        let call = #"{"to":"\#(LeashctlFixtures.token)","value":"0x0"}"#
        let calls = Array(repeating: call, count: kept).joined(separator: ",")
        let authorization = """
            {"authorizationId":"\(LeashctlFixtures.authorization)","state":"settled","outcome":"success","debits":[],\
            "reservedSec":1700000000,"calls":[\(calls)],"omittedCalls":\(omitted)}
            """
        for command in ["show", "authorizations"] {
            let (run, _) = try LeashctlFixtures.transcript([command, LeashctlFixtures.id]) { method, _ in
                let page = #"{"authorizations":[\#(authorization)]}"#
                return [.result(method == "session_get" ? LeashctlFixtures.session() : page)]
            }
            let row = run.output.split(separator: "\n").last { $0.contains(LeashctlFixtures.authorization) } ?? ""
            #expect(
                row.split(separator: "0x777777", omittingEmptySubsequences: false).count - 1 == min(kept, 4), "\(row)")
            #expect(rest.map { row.hasSuffix(", and \($0) more") } ?? !row.contains("more"), "\(row)")
        }
    }

    @Test func `authorizations of a session without any, and at the socket for spenders, are told as that`() throws {
        try withDaemon { daemon in
            let session = try daemon.connect().createSession()
            let none = try LeashctlProcess(["authorizations", session], socket: daemon.path(of: .control))
            #expect(none.status == 0 && none.output.isEmpty && none.complaints == "No authorizations yet.\n")
            let refused = try LeashctlProcess(["authorizations", session], socket: daemon.path(of: .spend))
            #expect(refused.status == 1 && refused.complaints.contains("control"), "\(refused.complaints)")
        }
    }
}
