import ControlProtocol
import Descriptors
import Glibc
import SessionKeys
import TestSupport
import Testing
import UnixSocket

@testable import Service

@Suite("A socket that nobody can be let in by") struct ListeningSocketTests {
    private let exhaustion = SocketError.exhausted(SystemError(ErrorNumber(EMFILE), action: "accept a connection"))

    @Test func `is left alone, and the record says that callers wait and what to do`() throws {
        try withSteppedDaemon { desk in
            let (client, _) = try desk.connect()
            desk.daemon.reception.leaveAlone(0, for: exhaustion)
            let record = try #require(desk.log.records.first)
            #expect(record.kind == .connectionRefused)
            #expect(record.message.contains("(EMFILE): callers wait; close connections or raise LimitNOFILE="))
            _ = try desk.knock()
            var ready: [Readiness] = []
            try desk.daemon.poller.wait(timeoutMilliseconds: 0, into: &ready)
            #expect(ready.isEmpty)
            client.close()
        }
    }

    @Test func `is tried again after a while, however much there is to do meanwhile`() throws {
        try withSteppedDaemon { desk in
            let (client, connection) = try desk.connect()
            desk.daemon.reception.leaveAlone(0, for: exhaustion)
            let waiting = try desk.knock()
            func takeBusyTurn() throws {
                try client.sendAll(Array(Wire.request("rpc_modules", "[]").utf8))
                try desk.daemon.turn()
            }
            #expect(
                try eventually {
                    try takeBusyTurn()
                    return !desk.daemon.reception.sockets.isSomeLeftAlone
                })
            try takeBusyTurn()
            #expect(desk.daemon.reception.connections.count == 2)
            #expect(desk.daemon.reception.connections[connection.id] != nil)
            waiting.close()
        }
    }

    @Test func `has nobody turned away for a connection that ends in the same turn`() throws {
        var configuration = Configuration.defaults
        configuration.connectionLimit = 1
        try withSteppedDaemon(configuration: configuration) { desk in
            let (client, before) = try desk.connect(at: .spend)
            // A child of another test may hold the descriptor for a moment longer.
            client.descriptor.shutdownWriting()
            client.close()
            let next = try desk.knock(at: .spend)
            try desk.daemon.turn()
            #expect(desk.daemon.reception.connections.all.map { $0.id > before.id } == [true])
            #expect(desk.log.records.isEmpty)
            next.close()
        }
    }
}
