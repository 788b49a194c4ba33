import ControlProtocol
import SessionKeys
import TestSupport
import Testing
import UnixSocket

@testable import Service

@Suite("A subscriber that is dropped") struct DroppedSubscriberTests {
    /// Runs the body with a client that has subscribed twice and reads nothing, and the daemon's end of its connection.
    private func withSubscriber(
        _ ledger: MemoryLedger, _ body: (SteppedDaemon, Connection) throws -> Void
    ) throws {
        var configuration = Configuration.defaults
        configuration.answerSize = 64 * 1024
        try withSteppedDaemon(ledger, configuration: configuration) { desk in
            let (client, connection) = try desk.connect()
            let subscription = Wire.request("session_subscribe")
            try desk.receive(subscription + subscription, from: client, over: connection)
            desk.daemon.readMessages()
            _ = try desk.daemon.answer()
            try body(desk, connection)
            client.close()
        }
    }

    @Test func `is so once it has ended its sending and lacks nothing`() throws {
        try withSteppedDaemon { desk in
            let (client, connection) = try desk.connect()
            try desk.receive(Wire.request("session_subscribe"), from: client, over: connection)
            client.descriptor.shutdownWriting()
            for _ in 0..<2 where !connection.isClosed { try desk.daemon.turn() }
            #expect(connection.isClosed && desk.daemon.reception.connections.count == 0)
            client.close()
        }
    }

    private func checkDroppedOnce(_ desk: SteppedDaemon, _ connection: Connection) {
        #expect(connection.isBroken)
        #expect(desk.daemon.telemetry.metrics.subscribersDropped == 1)
        #expect(desk.log.records.count { $0.kind == .subscriberDropped } == 1)
    }

    @Test func `for not reading what happens counts once, however often it has subscribed`() throws {
        try withSubscriber(MemoryLedger()) { desk, connection in
            try desk.daemon.subscribers.catchUp()
            connection.flush()
            for start in stride(from: 0, to: 500, by: 100) {
                desk.daemon.subscribers.tell([Array(Self.events[start..<start + 100])])
            }
            checkDroppedOnce(desk, connection)
        }
    }

    @Test func `is not one who had room, and is told more at once than may wait`() throws {
        try withSubscriber(MemoryLedger()) { desk, connection in
            try desk.daemon.subscribers.catchUp()
            connection.flush()
            desk.daemon.subscribers.tell([Self.events])
            #expect(connection.waiting > 64 * 1024 && !connection.isBroken)
            #expect(desk.daemon.telemetry.metrics.subscribersDropped == 0)
        }
    }

    @Test func `is not one for whom answers wait: it is told of the rest once there is room`() throws {
        try withSubscriber(MemoryLedger()) { desk, connection in
            try desk.daemon.subscribers.catchUp()
            desk.daemon.subscribers.tell([Self.events])
            #expect(!connection.isBroken && desk.daemon.telemetry.metrics.subscribersDropped == 0)
            let waiting = connection.waiting
            desk.daemon.subscribers.tell([Self.events])
            #expect(connection.waiting == waiting)
        }
    }

    @Test func `has subscribed to nothing where it was gone before it was answered`() throws {
        try withSteppedDaemon { desk in
            let (client, connection) = try desk.connect()
            try desk.receive(Wire.request("session_subscribe"), from: client, over: connection)
            desk.daemon.readMessages()
            connection.breakOff()
            desk.daemon.reception.attend()
            #expect(desk.daemon.reception.connections[connection.id] == nil)
            _ = try desk.daemon.answer()
            #expect(!desk.daemon.subscribers.isSomebody)
        }
    }

    private static let events = (1...Int64(600)).map { number in
        Event(
            sequence: number, time: Instant(seconds: 1), session: SessionID(7),
            body: .ended(Ending(.expired, endedSec: 1)))
    }

    @Test func `for what cannot be read counts once, however often it has subscribed`() throws {
        let ledger = MemoryLedger()
        try withSubscriber(ledger) { desk, connection in
            ledger.failNext(2, with: .cannotRead("a bad sector"))
            try desk.daemon.subscribers.catchUp()
            checkDroppedOnce(desk, connection)
        }
    }
}
