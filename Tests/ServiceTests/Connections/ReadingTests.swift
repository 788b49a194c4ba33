import ControlProtocol
import TestSupport
import Testing
import UnixSocket

@testable import Service

@Suite("What a connection sends") struct ReadingTests {
    @Test func `is taken in behind a notification, though somebody else waits for a long answer`() throws {
        try withSteppedDaemon { desk in
            let daemon = desk.daemon
            let (other, first) = try desk.connect()
            try desk.receive(Wire.request("rpc_modules", "[]"), from: other, over: first)
            daemon.readMessages()
            daemon.reception.attend()
            let (client, connection) = try desk.connect()
            let notification = #"{"jsonrpc":"2.0","method":"rpc_modules"}"#
            try desk.receive(notification + Wire.request("session_list", "[]"), from: client, over: connection)
            daemon.readMessages()
            #expect(!connection.isHeldBack && connection.unanswered == 1)
            #expect(daemon.intake.exchangeCount == 2)
        }
    }

    @Test func `ends a message that it had begun before anybody judges that it does not`() throws {
        var configuration = Configuration.defaults
        configuration.bufferSize = 1024 * 1024
        try withSteppedDaemon(configuration: configuration) { desk in
            let daemon = desk.daemon
            let (client, connection) = try desk.connect()
            try desk.receive("[\"", from: client, over: connection)
            daemon.readMessages()
            // Together with this the end of the message is more than all may hold.
            let (reader, other) = try desk.connect()
            other.answer([UInt8](repeating: 0x20, count: 1_000_000))
            daemon.reception.activate(other)
            daemon.reception.attend()
            #expect(connection.isStalled(at: 0, after: 0))
            try desk.receive(String(repeating: "x", count: 60_000) + "\"]", from: client, over: connection)
            daemon.readMessages()
            daemon.reception.attend()
            #expect(daemon.reception.connections[connection.id] != nil && connection.unanswered == 1)
            for stream in [client, reader] { stream.close() }
        }
    }
}
