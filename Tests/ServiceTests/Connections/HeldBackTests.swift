import ControlProtocol
import Descriptors
import TestSupport
import Testing
import UnixSocket

@testable import Service

@Suite("A connection that is held back") struct HeldBackTests {
    /// Has a batch underway, with what else was sent, and gives the client that asked for it.
    private func startBatch(_ desk: SteppedDaemon) throws -> Stream {
        let (client, connection) = try desk.connect()
        try desk.receive(Wire.request("wallet_createSession", Wire.session()), from: client, over: connection)
        desk.daemon.readMessages()
        desk.daemon.start(&desk.daemon.intake)
        return client
    }

    @Test func `is not watched for more until what it sent is taken in`() throws {
        try withSteppedDaemon { desk in
            let (daemon, question) = (desk.daemon, Wire.request("rpc_modules", "[]"))
            let (client, connection) = try desk.connect()
            // The first may have a long answer, so that the second waits for it.
            try desk.receive(question + question, from: client, over: connection)
            daemon.readMessages()
            daemon.reception.attend()
            #expect(connection.isHeldBack && connection.interest == .neither)
            _ = try daemon.answer()
            daemon.readMessages()
            daemon.reception.attend()
            #expect(!connection.isHeldBack && connection.interest == .reading)
        }
    }

    @Test func `is so behind a long message, whose answer may be longer`() throws {
        try withSteppedDaemon { desk in
            let daemon = desk.daemon
            let (client, connection) = try desk.connect()
            let unknown = String(repeating: "{", count: 10_000)
            try desk.receive(
                #"{"jsonrpc":"2.0","id":"\#(unknown)","method":"\#(unknown)"}"# + Wire.request("rpc_modules", "[]"),
                from: client, over: connection)
            daemon.readMessages()
            #expect(connection.isHeldBack && connection.awaitsLongAnswer && daemon.intake.longAnswers == 1)
        }
    }

    @Test func `is so for each request of a batch that may be answered at length, and for no single revocation`() throws
    {
        try withSteppedDaemon { desk in
            let daemon = desk.daemon
            let (client, connection) = try desk.connect()
            let id = "0x000102030405060708090a0b0c0d0e0f"
            let revocation = Wire.request("session_revoke", #"{"sessionId":"\#(id)"}"#)
            let listings = [String](repeating: Wire.request("session_list", "{}"), count: 3).joined(separator: ",")
            try desk.receive(revocation + revocation + "[\(listings)]" + revocation, from: client, over: connection)
            daemon.readMessages()
            #expect(daemon.intake.exchangeCount == 3 && daemon.intake.longAnswers == 3 && connection.isHeldBack)
            _ = try daemon.answer()
            daemon.readMessages()
            try desk.receive(
                Wire.request("session_revoke", #"{"account":"\#(Wire.account)"}"#), from: client, over: connection)
            daemon.readMessages()
            #expect(daemon.intake.exchangeCount == 2 && daemon.intake.longAnswers == 1)
        }
    }

    @Test(arguments: [DaemonSocket.control, .spend])
    func `has its turn like others of its socket, whoever asks at the other one meanwhile`(socket: DaemonSocket) throws
    {
        try withSteppedDaemon { desk in
            let daemon = desk.daemon
            // More than is taken in of one connection in all the turns below.
            let rest = [String](repeating: Wire.request("none", "[]"), count: 400).joined()
            let waiting = try (0..<3).map { _ in
                let (client, connection) = try desk.connect(at: socket)
                try desk.receive(rest, from: client, over: connection)
                return (client, connection.id)
            }
            let (other, connection) = try desk.connect(at: socket == .control ? .spend : .control)
            let takenIn = try (0..<5).map { _ in
                try desk.receive(Wire.request("none", "[]"), from: other, over: connection)
                // Room for one of them, beside the other, who may be read first.
                daemon.reception.readMessages(
                    into: &daemon.intake, while: { $0.exchangeCount < 65 }, then: { _ in })
                return daemon.intake.takeBatch().exchanges.map(\.caller.connection)
            }
            #expect(Set(takenIn.joined()).isSuperset(of: waiting.map(\.1)), "\(takenIn.map(Set.init))")
        }
    }

    @Test func `is so where as much is taken in as may wait for what is underway, asked of the ledger or not`() throws {
        let log = StuckLog()
        try withSteppedDaemon(AheadLedger(log: log)) { desk in
            defer { log.release() }
            let daemon = desk.daemon
            let writer = try startBatch(desk)
            defer { writer.close() }
            let (client, connection) = try desk.connect(at: .spend)
            let refused = [String](repeating: Wire.request("none", "[]"), count: 64).joined()
            for _ in 0..<Daemon.mostRequests / 64 + 10 {
                try desk.receive(refused, from: client, over: connection)
                daemon.readMessages()
            }
            #expect(daemon.commits.isBusy && connection.isHeldBack)
            #expect(daemon.intake.requestCount + daemon.commits.requestsUnderway == Daemon.mostRequests)
        }
    }

    @Test func `keeps nobody waiting for the disk where there is room for the rest of what it sent`() throws {
        let log = StuckLog()
        try withSteppedDaemon(AheadLedger(log: log)) { desk in
            defer { log.release() }
            let daemon = desk.daemon
            let writer = try startBatch(desk)
            defer { writer.close() }
            let (client, connection) = try desk.connect(at: .spend)
            // One more than is taken in of one connection in a turn.
            let questions = [String](repeating: Wire.request("none", "[]"), count: 65).joined()
            try desk.receive(questions, from: client, over: connection)
            daemon.readMessages()
            #expect(daemon.commits.isBusy && connection.isHeldBack)
            try daemon.wait()
            #expect(log.flushed == 0)
        }
    }

    @Test func `keeps nobody else waiting for the disk where it is held back for not reading`() throws {
        let log = StuckLog()
        try withSteppedDaemon(AheadLedger(log: log)) { desk in
            defer { log.release() }
            let daemon = desk.daemon
            let (slow, held) = try desk.connect()
            held.answer([UInt8](repeating: 0x20, count: daemon.reception.connections.answerLimit + 1))
            try desk.receive(Wire.request("rpc_modules", "[]"), from: slow, over: held)
            let writer = try startBatch(desk)
            defer { writer.close() }
            #expect(held.isHeldBack && daemon.commits.isBusy)
            let (other, _) = try desk.connect()
            try other.sendAll(Array(Wire.request("rpc_modules", "[]").utf8))
            try daemon.wait()
            #expect(log.flushed == 0)
        }
    }
}
