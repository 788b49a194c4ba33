import ControlProtocol
import ServiceTestSupport
import SessionKeys
import TestSupport
import Testing

@testable import Service

@Suite("Pages") struct PageTests {
    private static let longest = 256 * 1024
    /// Each character of it takes six bytes in an answer.
    private static func braces(_ count: Int) -> String { String(repeating: "{", count: count) }

    /// Walks through a listing, holds each page against the limit, and gives all of its entries.
    private func walk(
        _ method: String, _ name: String, _ parameters: String = "", slack: Int, through desk: Desk,
        next: (JSONValue) -> String?
    ) throws -> [JSONValue] {
        var entries: [JSONValue] = []
        var place = ""
        while true {
            let line = try #require(
                try desk.ask(Wire.request(method, #"{"limit":1000\#(parameters)\#(place)}"#)).first)
            let result = try #require(try JSONDocument(parsing: Array(line.utf8)).root["result"])
            let page = result[name].map { Array($0.elements) } ?? []
            #expect(line.utf8.count + 1 <= Self.longest)
            entries += page
            guard let following = next(result), !page.isEmpty else { return entries }
            #expect(line.utf8.count + 1 > Self.longest - slack, "the page is short")
            place = following
        }
    }

    private func cursor(_ page: JSONValue) -> String? {
        page["nextCursor"]?.string.map { #","cursor":"\#($0)""# }
    }

    @Test(arguments: [braces(128), String(repeating: "漢", count: 128), ""])
    func `of sessions are as long as they may be, whatever their labels are`(label: String) throws {
        try withDesk { desk in
            let creation = Wire.request("wallet_createSession", Wire.session(more: #","label":"\#(label)""#))
            let count = label.isEmpty ? 700 : 300
            _ = try desk.ask(String(repeating: creation, count: count))
            let listed = try walk("session_list", "sessions", slack: 2000, through: desk, next: cursor)
            #expect(Set(listed.compactMap { $0["sessionId"]?.string }).count == count && listed.count == count)
            #expect(listed.allSatisfy { $0["label"]?.string == label })
        }
    }

    @Test func `name every damaged session once, and are no longer for it`() throws {
        let session = Session(id: SessionID(0), definition: .make(label: Self.braces(128)), createdSec: 0)
        let record = SessionRecord(session: session, permissionsAsGiven: Array("[]".utf8))
        var page = PageBuilder<ListedSession>(PageRequest(limit: .max))
        for number in (1...1000).reversed() {
            let entry = number.isMultiple(of: 3) ? .damaged(SessionID(UInt128(number))) : ListedSession.readable(record)
            _ = page.add(entry, number: Int64(number))
        }
        var writer = JSONWriter()
        try writer.result(.sessions(page.page), ofResponseAt: 0)
        let result = try JSONDocument(parsing: writer.bytes).root
        let damaged = try #require(result["damaged"])
        let next = try #require(result["nextCursor"]?.string.flatMap { Int($0) })
        #expect(result["sessions"]?.count ?? 0 > 100 && writer.bytes.count < Self.longest)
        // Those before the place where the next page goes on.
        #expect((result["sessions"]?.count ?? 0) + damaged.count == 1001 - next)
        #expect(damaged.count == (next...1000).count { $0.isMultiple(of: 3) })
    }

    @Test func `of authorizations are as long as they may be, whatever their keys are`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            let messages = (100..<600).map { number in
                let key = #","idempotencyKey":"\#(Self.braces(61))\#(number)""#
                return Wire.request("session_authorize", Wire.transfer(of: 0, within: session, more: key))
            }
            _ = try desk.ask(messages.joined())
            let listed = try walk(
                "session_authorizations", "authorizations", #","sessionId":"\#(session)""#, slack: 1000, through: desk,
                next: cursor)
            #expect(
                listed.compactMap { $0["idempotencyKey"]?.string?.suffix(3) } == (100..<600).reversed().map { "\($0)" })
        }
    }

    @Test func `of events are as long as they may be, whatever their reasons are`() throws {
        try withDesk { desk in
            let created = try desk.ask(
                String(repeating: Wire.request("wallet_createSession", Wire.session()), count: 500))
            let revocations = try created.map { line in
                let id = try #require(
                    try JSONDocument(parsing: Array(line.utf8)).root["result"]?["sessionId"]?.string)
                return Wire.request("session_revoke", #"{"sessionId":"\#(id)","reason":"\#(Self.braces(128))"}"#)
            }
            _ = try desk.ask(revocations.joined())
            let listed = try walk("session_events", "events", slack: 2000, through: desk) { page in
                guard let events = page["events"], let last = Array(events.elements).last?["seq"]?.integer,
                    last < page["last"]?.integer ?? 0
                else { return nil }
                return #","after":\#(last)"#
            }
            #expect(listed.compactMap { $0["seq"]?.integer } == Array(1...1000))
        }
    }

    @Test func `make room for a long id, and for themselves alone in a batch`() throws {
        try withDesk { desk in
            _ = try desk.ask(String(repeating: Wire.request("wallet_createSession", Wire.session()), count: 700))
            let id = String(repeating: "i", count: 100_000)
            let request = #"{"jsonrpc":"2.0","id":"\#(id)","method":"session_list","params":{"limit":1000}}"#
            let lengths = try desk.ask("\(request)[\(request),\(request)]").map(\.utf8.count)
            #expect(lengths[0] < Self.longest && lengths[0] > Self.longest - 2000)
            #expect(lengths[1] == 2 * lengths[0] + 3)
        }
    }

    @Test func `have an entry, however long its id makes them`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            let id = String(repeating: "i", count: Self.longest)
            let line = try desk.ask(#"{"jsonrpc":"2.0","id":"\#(id)","method":"session_list","params":{}}"#).joined()
            #expect(line.contains(session))
        }
    }
}
