import ControlProtocol
import TestSupport
import Testing
import UnixSocket

/// Subscribers are told every event once and in order.
struct DaemonSubscriptionTests {
    @Test(arguments: SubscriptionStyle.allCases)
    func `the backlog comes first, then what happens, in the style that was asked for`(style: SubscriptionStyle) throws
    {
        try withDaemon { daemon in
            let other = try daemon.connect()
            let session = try other.createSession()
            let subscriber = try daemon.connect()
            let id = try subscriber.subscribe(#"{"after":0}"#, style: style)
            #expect(try subscriber.events(of: id, count: 1, style: style)[0]["type"]?.string == "session_created")
            try other.authorize("0x7", within: session)
            try other.result("session_revoke", #"{"sessionId":"\#(session)","reason":"done {with} it"}"#)
            let news = try subscriber.events(of: id, count: 2, style: style)
            #expect(news.map { $0["seq"]?.integer } == [2, 3])
            #expect(news[0]["data"]?["debits"]?[0]?["amount"]?.string == "0x7")
            #expect(news[1]["data"]?["reason"]?.string == "done {with} it")
            #expect(news.map(\.text) == (try other.events(after: 1)).map(\.text))
        }
    }

    @Test func `every event comes once and in order from any number on`() throws {
        // A part of a backlog is 32 events then.
        try withDaemon(configuration: "[Limits]\nAnswerSize=64K\n") { daemon in
            let other = try daemon.connect()
            let session = try other.makeHistory(of: 800)
            var last: Int64 = 800
            for after in [0, 1, 31, 32, 33, 735, 736, 737, 799, 800] as [Int64] {
                let subscriber = try daemon.connect()
                let id = try subscriber.subscribe(#"{"after":\#(after)}"#)
                try other.authorize(within: session)
                last += 1
                let expected = (after + 1...last).map { $0 }
                #expect(try subscriber.numbers(of: id, count: expected.count) == expected)
            }
        }
    }

    @Test func `whoever has ended its sending gets the whole backlog of each subscription, and is closed then`() throws
    {
        // A part of a backlog is 32 events then.
        try withDaemon(configuration: "[Limits]\nAnswerSize=64K\n") { daemon in
            _ = try daemon.connect().makeHistory(of: 800)
            let subscriber = try daemon.connect()
            let subscription = Wire.request("session_subscribe", #"{"after":0}"#)
            try subscriber.send(subscription + subscription)
            subscriber.stream.descriptor.shutdownWriting()
            let ids = try (0..<2).map { _ in try #require(try subscriber.answer()["result"]?.string) }
            var numbers: [String: [Int64]] = [:]
            for _ in 0..<1600 {
                let parameters = try subscriber.answer()["params"]
                let (id, number) = (parameters?["subscription"]?.string, parameters?["result"]?["seq"]?.integer)
                numbers[try #require(id), default: []].append(try #require(number))
            }
            #expect(numbers == [ids[0]: Array(1...800), ids[1]: Array(1...800)])
            #expect(try subscriber.isClosed())
        }
    }

    @Test func `a session's subscriber is told of that session only, before and after`() throws {
        try withDaemon { daemon in
            let other = try daemon.connect()
            let sessions = try [other.createSession(), other.createSession()]
            for _ in 0..<5 { for session in sessions { try other.authorize(within: session) } }
            let subscriber = try daemon.connect()
            let id = try subscriber.subscribe(#"{"after":0,"sessionId":"\#(sessions[1])"}"#)
            #expect(try subscriber.numbers(of: id, count: 6) == [2, 4, 6, 8, 10, 12])
            for session in sessions { try other.authorize(within: session) }
            #expect(try subscriber.events(of: id, count: 1).map { $0["sessionId"]?.string } == [sessions[1]])
        }
    }

    @Test func `from now on means from its place among the requests`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let authorize = Wire.request("session_authorize", Wire.transfer(within: session))
            try client.send(authorize + SubscriptionStyle.session.request("{}") + authorize)
            #expect(try client.answer()["result"]?["state"] != nil)
            let id = try #require(try client.answer()["result"]?.string)
            #expect(try client.answer()["result"]?["state"] != nil)
            #expect(try client.numbers(of: id, count: 1) == [3])

            try client.send("[\(authorize),\(SubscriptionStyle.eth.request("{}")),\(authorize)]")
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
            let ids = try [client.subscribe(), client.subscribe(style: .eth)]
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
            let id = try client.subscribe()
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
            let ids = try (0..<64).map { _ in try client.subscribe() }
            let failure = try client.failure("session_subscribe", "{}")
            #expect(failure.number == -32005 && failure.code == "too_many_subscriptions")
            try client.result("session_unsubscribe", "[\"\(ids[9])\"]")
            _ = try client.subscribe()
        }
    }
}
