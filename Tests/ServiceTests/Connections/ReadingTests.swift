import ControlProtocol
import Descriptors
import Glibc
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
        configuration.stallTime = .zero
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
            #expect(connection.isStalled(at: .max, after: 0))
            try desk.receive(String(repeating: "x", count: 60_000) + "\"]", from: client, over: connection)
            daemon.readMessages()
            daemon.reception.attend()
            #expect(daemon.reception.connections[connection.id] != nil && connection.unanswered == 1)
            for stream in [client, reader] { stream.close() }
        }
    }

    @Test func `may be ended for as long as anybody may take to read, whatever others hold`() throws {
        var configuration = Configuration.defaults
        configuration.bufferSize = 1024 * 1024
        configuration.stallTime = .seconds(3600)
        try withSteppedDaemon(configuration: configuration) { desk in
            let daemon = desk.daemon
            let (client, connection) = try desk.connect()
            try desk.receive("[", from: client, over: connection)
            daemon.readMessages()
            let (reader, other) = try desk.connect()
            other.answer([UInt8](repeating: 0x20, count: 2_000_000))
            daemon.reception.activate(other)
            daemon.reception.attend()
            #expect(daemon.reception.connections.count == 2)
            let stall = configuration.stallMicroseconds
            #expect(!connection.isStalled(at: SystemClock.monotonicMicroseconds(), after: stall))
            #expect(connection.isStalled(at: .max, after: stall))
            for stream in [client, reader] { stream.close() }
        }
    }

    @Test func `costs the connection once that has taken too long, though nobody else does anything`() throws {
        var configuration = Configuration.defaults
        configuration.bufferSize = 1024 * 1024
        configuration.stallTime = .seconds(3600)
        try withSteppedDaemon(configuration: configuration) { desk in
            let daemon = desk.daemon
            let clients = try (0..<5).map { _ in
                let (client, connection) = try desk.connect()
                try desk.receive("[\"" + String(repeating: "x", count: 60_000), from: client, over: connection)
                for _ in 0..<3 {
                    try desk.receive(String(repeating: "x", count: 60_000), from: client, over: connection)
                }
                return client
            }
            daemon.readMessages()
            daemon.reception.attend()
            #expect(daemon.hasToLook && daemon.reception.connections.count == clients.count)
            configuration.stallTime = .zero
            daemon.reception.connections.limits = ConnectionLimits(configuration, descriptors: 1024)
            #expect(
                try eventually {
                    try daemon.work()
                    return !daemon.hasToLook
                })
            #expect(daemon.reception.connections.count < clients.count)
            #expect(desk.log.records.allSatisfy { $0.kind == .connectionRefused })
            for client in clients { client.close() }
        }
    }

    @Test func `is another message once the one before it was taken in, also one that gets no answer`() throws {
        try withSteppedDaemon { desk in
            let (client, connection) = try desk.connect()
            let notification = #"{"jsonrpc":"2.0","method":"rpc_modules"}"#
            try desk.receive("{", from: client, over: connection)
            desk.daemon.readMessages()
            usleep(2000)
            let now = SystemClock.monotonicMicroseconds()
            #expect(connection.isStalled(at: now, after: 1000))
            try desk.receive(notification.dropFirst() + "{", from: client, over: connection)
            desk.daemon.readMessages()
            #expect(!connection.isStalled(at: now, after: 1000))
            client.close()
        }
    }

    @Test func `costs the connection that holds most, where the kernel might end the process for it`() throws {
        var configuration = Configuration.defaults
        configuration.bufferSize = 1024 * 1024
        try withSteppedDaemon(configuration: configuration) { desk in
            let daemon = desk.daemon
            let sizes = [2_000_000, 5_000_000, 3_000_000]
            let readers = try sizes.map { size in
                let (client, connection) = try desk.connect()
                connection.answer([UInt8](repeating: 0x20, count: size))
                daemon.reception.activate(connection)
                return (client: client, id: connection.id)
            }
            daemon.reception.attend()
            #expect(readers.map { daemon.reception.connections[$0.id] != nil } == [true, false, true])
            #expect(desk.log.records.map(\.kind) == [.connectionRefused])
            let message = try #require(desk.log.records.first?.message)
            #expect(message.contains("all together held more than 8388608 bytes, and it held most of them"))
            for reader in readers { reader.client.close() }
        }
    }
}
