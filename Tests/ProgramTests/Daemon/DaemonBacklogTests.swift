import ControlProtocol
import TestSupport
import Testing

@testable import LedgerSQLite

/// Subscribers that lack much, or read slowly.
struct DaemonBacklogTests {
    @Test func `a long backlog comes through a small allowance of waiting bytes, however late it is read`() throws {
        try withDaemon(configuration: "[Limits]\nAnswerSize=64K\n") { daemon in
            _ = try daemon.connect().makeHistory(of: 3000)
            let subscriber = try daemon.connect()
            try subscriber.send(SubscriptionStyle.session.request(#"{"after":0}"#))
            // It has sent what it may.
            #expect(daemon.comesToRest())
            let id = try #require(try subscriber.answer()["result"]?.string)
            #expect(try subscriber.numbers(of: id, count: 3000) == (1...3000).map { $0 })
        }
    }

    @Test func `a subscriber that never reads is disconnected, and goes on where it was`() throws {
        try withDaemon(configuration: "[Limits]\nAnswerSize=64K\n") { daemon in
            let other = try daemon.connect()
            let session = try other.createSession()
            let subscriber = try daemon.connect()
            subscriber.mayEndWithinAnswer = true
            _ = try subscriber.subscribe("{}")
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
            let id = try again.subscribe(#"{"after":\#(seen)}"#)
            #expect(try again.numbers(of: id, count: Int(last - seen)) == (seen + 1...last).map { $0 })
        }
    }

    @Test func `a subscriber that asks for more than it reads at once gets all of it, and every event`() throws {
        try withDaemon(configuration: "[Limits]\nAnswerSize=64K\n") { daemon in
            let (client, other) = (try daemon.connect(), try daemon.connect())
            let session = try other.createSession()
            let id = try client.subscribe("{}")
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
            let id = try client.subscribe(#"{"after":1}"#)
            #expect(try client.numbers(of: id, count: 1) == [2])
            #expect(daemon.records("the events after 0 cannot be read: "))
            #expect(daemon.records("a subscriber is disconnected: what it has not read yet is removed"))
        }
    }
}
