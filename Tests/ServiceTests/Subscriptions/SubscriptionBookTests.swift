import ControlProtocol
import SessionKeys
import Testing

@testable import Service

struct SubscriptionBookTests {
    private let book = SubscriptionBook(random: RandomPool())

    private func event(_ sequence: Int64, of session: UInt128 = 1) -> Event {
        Event(
            sequence: sequence, time: Instant(milliseconds: sequence), session: SessionID(session),
            body: .ended(Ending(.revoked, endedSec: 0)))
    }

    private func subscribe(
        after: Int64? = nil, session: UInt128? = nil, connection: UInt64 = 1, newest: Int64
    ) throws -> String {
        let request = SubscriptionRequest(
            after: after, afterPath: ParameterPath.root.member("after"), session: session.map { SessionID($0) },
            style: .session)
        return try book.open(request, for: connection, newest: newest)
    }

    /// Has the book read from a history of so many events, until it has no more to send; gives the numbers that it
    /// sent.
    private func catchUp(to newest: Int64) throws -> [Int64] {
        var sent: [Int64] = []
        while book.hasSomeBehind(mayReceive: { _ in true }) {
            let notifications = book.catchUp(mayReceive: { _ in true }) { after, session, limit in
                let events = (after + 1...newest + 1).dropLast().map { event($0, of: UInt128($0 % 2)) }
                    .filter { session == nil || $0.session == session }
                return (Array(events.prefix(limit)), newest)
            }
            sent += try notifications.flatMap { try numbers(in: #require($0.bytes)) }
        }
        return sent
    }

    private func notifications(
        of events: [Event], atMost limit: Int = .max
    ) -> [(connection: UInt64, bytes: [UInt8])] {
        book.notifications(of: events, atMost: limit)
    }

    private func numbers(in lines: [UInt8]) throws -> [Int64] {
        try lines.split(separator: UInt8(ascii: "\n")).map { line in
            let root = try JSONDocument(parsing: Array(line)).root
            #expect(root["id"] == nil)
            return try #require(root["params"]?["result"]?["seq"]?.integer)
        }
    }

    @Test(arguments: [(1, 512), (2, 256), (5, 102), (8, 64)])
    func `those who are behind share what is read at once`(count: Int, limit: Int) throws {
        for connection in 0..<count { _ = try subscribe(after: 0, connection: UInt64(connection), newest: 5000) }
        var limits: [Int] = []
        _ = book.catchUp(mayReceive: { _ in true }) { _, _, limit in
            limits.append(limit)
            return ([event(1)], 5000)
        }
        #expect(limits == [Int](repeating: limit, count: count))
    }

    @Test func `those who are behind take turns, eight at once`() throws {
        for connection in 0..<20 { _ = try subscribe(after: 0, connection: UInt64(connection), newest: 5000) }
        var served: [UInt64] = []
        for _ in 0..<6 {
            let notifications = book.catchUp(mayReceive: { _ in true }) { after, _, _ in ([event(after + 1)], 5000) }
            #expect(notifications.count == SubscriptionBook.servedAtOnce)
            served += notifications.map(\.connection)
        }
        for connection in UInt64(0)..<20 { #expect(served.count { $0 == connection } >= 2) }
    }

    @Test func `a connection is sent one of its backlogs at a time`() throws {
        for number in 0..<6 { _ = try subscribe(after: 0, connection: UInt64(number / 3), newest: 5000) }
        var places: [Int64] = []
        for _ in 0..<3 {
            let notifications = book.catchUp(mayReceive: { _ in true }) { after, _, _ in
                places.append(after)
                return ([event(after + 1)], 5000)
            }
            #expect(Set(notifications.map(\.connection)) == [0, 1] && notifications.count == 2)
        }
        #expect(places == [0, 0, 0, 0, 0, 0])
    }

    @Test(arguments: [0, 1, 255, 256, 257, 511, 512, 513, 999, 1000] as [Int64])
    func `the backlog is sent once and in order`(after: Int64) throws {
        _ = try subscribe(after: after, newest: 1000)
        #expect(book.hasSomeBehind { _ in true })
        #expect(try catchUp(to: 1000) == Array((after + 1...1001).dropLast()))
        #expect(!book.hasSomeBehind { _ in true })
        let news = notifications(of: [event(1001), event(1002)])
        #expect(try news.flatMap { try numbers(in: $0.bytes) } == [1001, 1002])
    }

    @Test func `who lacks what was removed is named, and sent nothing`() throws {
        _ = try subscribe(after: 7, newest: 300)
        let found = book.catchUp(mayReceive: { _ in true }, read: { _, _, _ in nil })
        #expect(found.count == 1 && found[0].connection == 1 && found[0].bytes == nil)
    }

    @Test func `events that happen during the backlog are not sent before it`() throws {
        _ = try subscribe(after: 0, newest: 300)
        #expect(notifications(of: [event(301)]).isEmpty)
        #expect(try catchUp(to: 301) == Array(1...301))
    }

    @Test func `a session's subscriber is passed over by events of others`() throws {
        _ = try subscribe(after: 0, session: 1, newest: 1000)
        #expect(try catchUp(to: 1000) == Array(stride(from: 1, to: 1000, by: 2)))
        let news = notifications(of: [event(1001, of: 1), event(1002, of: 2), event(1003, of: 1)])
        #expect(try news.flatMap { try numbers(in: $0.bytes) } == [1001, 1003])
        #expect(notifications(of: [event(1004, of: 2)]).isEmpty)
    }

    @Test func `a connection that would be sent too much reads it from the ledger, and no other does`() throws {
        for _ in 0..<3 { _ = try subscribe(connection: 1, newest: 0) }
        _ = try subscribe(session: 1, connection: 2, newest: 0)
        _ = try subscribe(session: 2, connection: 2, newest: 0)
        _ = try subscribe(connection: 3, newest: 0)
        #expect(try catchUp(to: 0).isEmpty)
        let events = (1...4).map { event($0, of: UInt128($0 % 2)) }
        #expect(notifications(of: events, atMost: 12).count == 5)
        let more = (5...8).map { event($0, of: UInt128($0 % 2)) }
        #expect(Set(notifications(of: more, atMost: 11).map(\.connection)) == [2, 3])
        #expect(book.hasSomeBehind { $0 == 1 } && !book.hasSomeBehind { $0 != 1 })
        #expect(try catchUp(to: 8) == [5, 6, 7, 8, 5, 6, 7, 8, 5, 6, 7, 8])
    }

    @Test func `who has no room is let alone, and waits for the room`() throws {
        _ = try subscribe(after: 0, newest: 10)
        let notifications = book.catchUp(mayReceive: { _ in false }) { _, _, _ in
            Issue.record("nobody was to be read for")
            return ([], 0)
        }
        #expect(notifications.isEmpty)
        #expect(!book.hasSomeBehind { _ in false })
        #expect(book.hasSomeBehind { $0 == 1 })
        #expect(try catchUp(to: 10).count == 10)
    }

    @Test func `nobody subscribes beyond the newest event`() throws {
        #expect(throws: RemoteError.self) { try subscribe(after: 11, newest: 10) }
        _ = try subscribe(after: 10, newest: 10)
    }

    @Test func `a subscription ends once, and only by its own connection`() throws {
        let id = try subscribe(connection: 1, newest: 0)
        #expect(!book.close(id, of: 2))
        #expect(!book.close("0x1", of: 1))
        #expect(book.close(id, of: 1))
        #expect(!book.close(id, of: 1))
        #expect(try catchUp(to: 5).isEmpty)
    }

    @Test func `a connection has a limit, and room again for each that it ends`() throws {
        let ids = try (0..<SubscriptionBook.limitPerConnection).map { _ in try subscribe(newest: 0) }
        #expect(Set(ids).count == ids.count)
        #expect(throws: RemoteError.self) { try subscribe(newest: 0) }
        _ = try subscribe(connection: 2, newest: 0)
        #expect(book.close(ids[0], of: 1))
        _ = try subscribe(newest: 0)
    }

    @Test func `a connection that is gone takes its subscriptions along`() throws {
        _ = try subscribe(connection: 1, newest: 0)
        _ = try subscribe(connection: 1, newest: 0)
        _ = try subscribe(connection: 2, newest: 0)
        book.closeAll(of: 1)
        book.closeAll(of: 1)
        _ = try catchUp(to: 0)
        #expect(notifications(of: [event(1)]).map(\.connection) == [2])
    }
}
