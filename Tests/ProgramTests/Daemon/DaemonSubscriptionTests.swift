import ControlProtocol
import Glibc
import TestSupport
import Testing

@testable import LedgerSQLite

/// Subscribers are told every event once and in order.
struct DaemonSubscriptionTests {
    /// The two ways to subscribe.
    enum Style: String, CaseIterable {
        case session
        case eth

        func request(_ options: String) -> String {
            switch self {
            case .session: Wire.request("session_subscribe", options)
            case .eth: Wire.request("eth_subscribe", #"["sessions",\#(options)]"#)
            }
        }
    }

    /// Subscribes and gives the subscription's id.
    private func subscribe(_ client: Client, _ options: String = "{}", style: Style = .session) throws -> String {
        try client.send(style.request(options))
        let answer = try client.answer()
        return try #require(answer["result"]?.string, "\(answer.text)")
    }

    /// The events of the next notifications, which must be the subscription's and carry no id.
    private func events(_ client: Client, of id: String, count: Int, style: Style = .session) throws -> [JSONValue] {
        try (0..<count).map { _ in
            let notification = try client.answer()
            #expect(notification["id"] == nil && notification["jsonrpc"]?.string == "2.0")
            #expect(notification["method"]?.string == "\(style.rawValue)_subscription")
            #expect(notification["params"]?["subscription"]?.string == id)
            return try #require(notification["params"]?["result"])
        }
    }

    private func numbers(_ client: Client, of id: String, count: Int, style: Style = .session) throws -> [Int64?] {
        try events(client, of: id, count: count, style: style).map { $0["seq"]?.integer }
    }

    /// Makes a history of so many events: a session and its authorizations.
    private func makeHistory(of count: Int, by client: Client) throws -> String {
        let session = try client.createSession()
        let request = Wire.request("session_authorize", Wire.transfer(within: session))
        for first in stride(from: 1, to: count, by: 500) {
            let requests = [String](repeating: request, count: min(500, count - first))
            try client.send("[\(requests.joined(separator: ","))]")
            _ = try client.answer()
        }
        #expect(try client.lastEvent() == Int64(count))
        return session
    }

    @Test(arguments: Style.allCases)
    func `the backlog comes first, then what happens, in the style that was asked for`(style: Style) throws {
        try withDaemon { daemon in
            let other = try daemon.connect()
            let session = try other.createSession()
            let subscriber = try daemon.connect()
            let id = try subscribe(subscriber, #"{"after":0}"#, style: style)
            #expect(try events(subscriber, of: id, count: 1, style: style)[0]["type"]?.string == "session_created")
            try other.authorize("0x7", within: session)
            try other.result("session_revoke", #"{"sessionId":"\#(session)","reason":"done {with} it"}"#)
            let news = try events(subscriber, of: id, count: 2, style: style)
            #expect(news.map { $0["seq"]?.integer } == [2, 3])
            #expect(news[0]["data"]?["debits"]?[0]?["amount"]?.string == "0x7")
            #expect(news[1]["data"]?["reason"]?.string == "done {with} it")
            #expect(try other.events().map(\.text) == (try other.events(after: 0)).map(\.text))
        }
    }

    @Test func `every event comes once and in order from any number on`() throws {
        // A part of a backlog is 32 events then.
        try withDaemon(configuration: "[Limits]\nAnswerSize=64K\n") { daemon in
            let other = try daemon.connect()
            let session = try makeHistory(of: 800, by: other)
            var last: Int64 = 800
            for after in [0, 1, 31, 32, 33, 735, 736, 737, 799, 800] as [Int64] {
                let subscriber = try daemon.connect()
                let id = try subscribe(subscriber, #"{"after":\#(after)}"#)
                try other.authorize(within: session)
                last += 1
                let expected = (after + 1...last).map { $0 }
                #expect(try numbers(subscriber, of: id, count: expected.count) == expected)
            }
        }
    }

    @Test func `a session's subscriber is told of that session only, before and after`() throws {
        try withDaemon { daemon in
            let other = try daemon.connect()
            let sessions = try [other.createSession(), other.createSession()]
            for _ in 0..<5 { for session in sessions { try other.authorize(within: session) } }
            let subscriber = try daemon.connect()
            let id = try subscribe(subscriber, #"{"after":0,"sessionId":"\#(sessions[1])"}"#)
            #expect(try numbers(subscriber, of: id, count: 6) == [2, 4, 6, 8, 10, 12])
            for session in sessions { try other.authorize(within: session) }
            #expect(try events(subscriber, of: id, count: 1).map { $0["sessionId"]?.string } == [sessions[1]])
        }
    }

    @Test func `from now on means from its place among the requests`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let authorize = Wire.request("session_authorize", Wire.transfer(within: session))
            try client.send(authorize + Style.session.request("{}") + authorize)
            #expect(try client.answer()["result"]?["state"] != nil)
            let id = try #require(try client.answer()["result"]?.string)
            #expect(try client.answer()["result"]?["state"] != nil)
            #expect(try numbers(client, of: id, count: 1) == [3])

            try client.send("[\(authorize),\(Style.eth.request("{}")),\(authorize)]")
            let second = try #require(try client.answer()[1]?["result"]?.string)
            // The first subscription has the one before it too.
            let told = try (0..<3).map { _ in try #require(try client.answer()["params"]) }
            let mine = told.filter { $0["subscription"]?.string == second }
            #expect(mine.map { $0["result"]?["seq"]?.integer } == [5])
            let others = told.filter { $0["subscription"]?.string == id }
            #expect(others.map { $0["result"]?["seq"]?.integer } == [4, 5])
        }
    }

    @Test func `who subscribes twice is told twice`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let ids = try [subscribe(client), subscribe(client, style: .eth)]
            #expect(ids[0] != ids[1])
            let other = try daemon.connect()
            let session = try other.createSession()
            try other.authorize(within: session)
            var told: [String: [Int64?]] = [:]
            for _ in 0..<4 {
                let parameters = try #require(try client.answer()["params"])
                told[parameters["subscription"]?.string ?? "", default: []].append(
                    parameters["result"]?["seq"]?.integer)
            }
            #expect(told == [ids[0]: [1, 2], ids[1]: [1, 2]])
        }
    }

    @Test func `whoever unsubscribes is told no more`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let id = try subscribe(client)
            let other = try daemon.connect()
            #expect(try other.result("session_unsubscribe", "[\"\(id)\"]").bool == false)
            #expect(try client.result("session_unsubscribe", "[\"0x0123\"]").bool == false)
            #expect(try client.result("eth_unsubscribe", "[\"\(id)\"]").bool == true)
            #expect(try client.result("session_unsubscribe", "[\"\(id)\"]").bool == false)
            _ = try other.createSession()
            #expect(try client.result("session_events", "{}")["last"]?.integer == 1)
        }
    }

    @Test func `a number beyond the newest, and a session that there is not, are errors`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let beyond = try client.failure("session_subscribe", #"{"after":1}"#)
            #expect(beyond.number == -32602 && beyond.path == "after")
            let unknown = try client.failure(
                "session_subscribe", #"{"sessionId":"0x00000000000000000000000000000000"}"#)
            #expect(unknown.number == -32001 && unknown.code == "unknown_session")
            let option = try client.failure("eth_subscribe", #"["sessions",{"x":1}]"#)
            #expect(option.path == "[1].x")
            let kind = try client.failure("eth_subscribe", #"["newHeads"]"#)
            #expect(kind.number == -32602 && kind.path == "[0]")
            #expect(try client.failure("session_unsubscribe", "[1]").path == "[0]")
        }
    }

    @Test func `a connection has a limit of subscriptions`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let ids = try (0..<64).map { _ in try subscribe(client) }
            let failure = try client.failure("session_subscribe", "{}")
            #expect(failure.number == -32005 && failure.code == "too_many_subscriptions")
            try client.result("session_unsubscribe", "[\"\(ids[9])\"]")
            _ = try subscribe(client)
        }
    }

    @Test func `a long backlog comes through a small allowance of waiting bytes, however late it is read`() throws {
        try withDaemon(configuration: "[Limits]\nAnswerSize=64K\n") { daemon in
            _ = try makeHistory(of: 3000, by: try daemon.connect())
            let subscriber = try daemon.connect()
            try subscriber.send(Style.session.request(#"{"after":0}"#))
            // It has sent what it may.
            #expect(daemon.comesToRest())
            let id = try #require(try subscriber.answer()["result"]?.string)
            #expect(try numbers(subscriber, of: id, count: 3000) == (1...3000).map { $0 })
        }
    }

    @Test func `a subscriber that never reads is disconnected, and goes on where it was`() throws {
        try withDaemon(configuration: "[Limits]\nAnswerSize=64K\n") { daemon in
            let other = try daemon.connect()
            let session = try other.createSession()
            let subscriber = try daemon.connect()
            subscriber.mayEndWithinAnswer = true
            _ = try subscribe(subscriber, "{}")
            var last: Int64 = 1
            while !daemon.log.contains("reads too slowly") {
                try #require(last < 100_000, "it was never disconnected")
                for _ in 0..<100 { try other.authorize(within: session) }
                last += 100
            }
            var seen: Int64 = 1
            while let line = try subscriber.line() {
                let event = try JSONDocument(parsing: Array(line.utf8)).root["params"]?["result"]
                seen += 1
                #expect(event?["seq"]?.integer == seen)
            }
            #expect(seen < last)
            let again = try daemon.connect()
            let id = try subscribe(again, #"{"after":\#(seen)}"#)
            #expect(try numbers(again, of: id, count: Int(last - seen)) == (seen + 1...last).map { $0 })
        }
    }

    @Test func `a subscriber that asks for more than it reads at once gets all of it, and every event`() throws {
        try withDaemon(configuration: "[Limits]\nAnswerSize=64K\n") { daemon in
            let (client, other) = (try daemon.connect(), try daemon.connect())
            let session = try other.createSession()
            let id = try subscribe(client, "{}")
            let asked = 1000
            let parameters = #"{"sessionId":"\#(session)"}"#
            let requests = (0..<asked).map { Wire.request("session_get", parameters, id: "\(1000 + $0)") }
            try client.send(requests.joined())
            for _ in 0..<200 { try other.authorize(within: session) }
            var (answered, told): (Int, [Int64]) = (0, [])
            while answered < asked || told.count < 200 {
                let message = try client.answer()
                if let event = message["params"] {
                    #expect(event["subscription"]?.string == id)
                    told.append(try #require(event["result"]?["seq"]?.integer))
                } else {
                    #expect(message["id"]?.integer == Int64(1000 + answered))
                    answered += 1
                }
            }
            #expect(told == (2...201).map { $0 })
            #expect(!daemon.log.contains("reads too slowly"))
        }
    }

    @Test func `a backlog that cannot be read costs the connection of who asks for it, and no more`() throws {
        try withDaemon { daemon in
            let session = try daemon.connect().createSession()
            let other = try daemon.connect().createSession()
            try daemon.stop()
            try Connection(path: daemon.store).execute("DELETE FROM unused_session WHERE number = 1")
            try daemon.start()
            let subscriber = try daemon.connect()
            try subscriber.send(Wire.request("session_subscribe", #"{"after":0}"#))
            while try subscriber.line() != nil {}
            let client = try daemon.connect()
            #expect(try client.failure("session_get", #"{"sessionId":"\#(session)"}"#).number == -32002)
            #expect(try client.session(other)["status"]?.string == "active")
            let id = try subscribe(client, #"{"after":1}"#)
            #expect(try numbers(client, of: id, count: 1) == [2])
            #expect(daemon.records("the events after 0 cannot be read: "))
            #expect(daemon.records("a subscriber is disconnected: what it has not read yet is removed"))
        }
    }
}
