import ControlProtocol
import Descriptors
import TestSupport
import Testing
import UnixSocket

@testable import Service

@Suite("A connection that is held back") struct HeldBackTests {
    @Test func `is not watched for more until what it sent is taken in`() throws {
        try withSteppedDaemon { desk in
            let (daemon, question) = (desk.daemon, Texts.request("rpc_modules", "[]"))
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
                #"{"jsonrpc":"2.0","id":"\#(unknown)","method":"\#(unknown)"}"# + Texts.request("rpc_modules", "[]"),
                from: client, over: connection)
            daemon.readMessages()
            #expect(connection.isHeldBack && connection.awaitsLongAnswer && daemon.intake.longAnswers == 1)
        }
    }

    @Test func `keeps nobody else waiting for the disk where it is held back for not reading`() throws {
        let log = StuckLog()
        try withSteppedDaemon(AheadLedger(log: log)) { desk in
            defer { log.release() }
            let daemon = desk.daemon
            let (slow, held) = try desk.connect()
            held.answer([UInt8](repeating: 0x20, count: daemon.reception.connections.answerLimit + 1))
            try desk.receive(Texts.request("rpc_modules", "[]"), from: slow, over: held)
            let (writer, connection) = try desk.connect()
            try desk.receive(Texts.request("wallet_createSession", Texts.session), from: writer, over: connection)
            daemon.readMessages()
            daemon.start()
            #expect(held.isHeldBack && daemon.commits.isBusy)
            let (other, _) = try desk.connect()
            try other.sendAll(Array(Texts.request("rpc_modules", "[]").utf8))
            try daemon.wait()
            #expect(log.flushed == 0)
        }
    }
}
