import UnixSocket
import ControlProtocol
import Glibc
import TestSupport
import Testing

/// How many clients there may be at a time, and who comes in where there are as many.
struct DaemonConnectionTests {
    @Test func `one connection too many gets an error and is closed`() throws {
        try withDaemon(configuration: "[Limits]\nConnectionLimit=2\n") { daemon in
            let clients = [try daemon.connect(.control), try daemon.connect(.spend)]
            for client in clients { try client.result("rpc_modules") }
            let third = try daemon.connect(.control)
            let answer = try third.answer()
            #expect(Failure(answer)?.number == -32005 && Failure(answer)?.code == "too_many_connections")
            #expect(answer["id"]?.kind == .null)
            #expect(try third.isClosed())
            clients[1].stream.close()
            #expect(
                eventually {
                    let client = try? daemon.connect(.spend)
                    try? client?.send(Wire.request("rpc_modules"))
                    return (try? client?.line())?.contains("wallet") == true
                })
            try clients[0].result("rpc_modules")
        }
    }

    @Test func `whoever takes all connections to spend cannot keep an administrator from revoking`() throws {
        try withDaemon(configuration: "[Limits]\nConnectionLimit=16\n") { daemon in
            let spenders = try (0..<20).map { _ in try daemon.connect(.spend) }
            for spender in spenders[..<16] { try spender.result("rpc_modules") }
            for spender in spenders[16...] { #expect(Failure(try spender.answer())?.code == "too_many_connections") }
            let administrators = try (0..<2).map { _ in try daemon.connect() }
            let session = try administrators[0].createSession()
            try administrators[1].result("session_revoke", #"{"sessionId":"\#(session)"}"#)
            #expect(Failure(try daemon.connect().answer())?.code == "too_many_connections")
        }
    }

    @Test func `with a limit of one connection an administrator still gets one`() throws {
        try withDaemon(configuration: "[Limits]\nConnectionLimit=1\n") { daemon in
            let spender = try daemon.connect(.spend)
            try spender.result("rpc_modules")
            try daemon.connect().result("daemon_status")
            try spender.result("rpc_modules")
        }
    }

    @Test func `administrators may have what spenders leave, and keep those out who come later`() throws {
        try withDaemon(configuration: "[Limits]\nConnectionLimit=8\n") { daemon in
            let administrators = try (0..<8).map { _ in try daemon.connect() }
            for administrator in administrators { try administrator.result("rpc_modules") }
            #expect(Failure(try daemon.connect(.spend).answer())?.code == "too_many_connections")
            for administrator in administrators[1...] { administrator.stream.close() }
            #expect(try eventually { try administrators[0].connections(at: .control) == 1 })
            try daemon.connect(.spend).result("rpc_modules")
        }
    }

    @Test func `without descriptors it lets callers wait, does not spin, and recovers`() throws {
        try withDaemonAtRest { daemon in
            // As many as it takes without anybody, and one caller.
            try daemon.start()
            daemon.limit = "-n \(try #require(daemon.descriptors) + 1)"
            try daemon.restart()
            let first = try daemon.connect()
            try first.result("rpc_modules")
            var clients = try (0..<40).map { _ in try daemon.connect(.spend) }
            #expect(daemon.records("EMFILE"))
            // A loop that spins takes what it gets of the two seconds, beside whatever else the machine does.
            let before = try #require(daemon.processorSeconds)
            sleep(2)
            let spent = try #require(daemon.processorSeconds) - before
            #expect(spent < 0.2, "\(spent) s")
            try first.result("rpc_modules")
            let last = clients.removeLast()
            try last.send(Wire.request("rpc_modules"))
            for client in clients + [first] { client.stream.close() }
            #expect(try last.answer()["result"] != nil)
            last.stream.close()
            try daemon.connect().result("rpc_modules")
            try daemon.stop()
        }
    }

    @Test func `with few descriptors fewer connections are let in, so that an administrator still comes in`() throws {
        try withDaemonAtRest { daemon in
            daemon.limit = "-n 100"
            try daemon.start()
            #expect(daemon.records("ConnectionLimit= is 1024, but with 100 open files"))
            let clients = try (0..<60).map { _ in try daemon.connect(.spend) }
            #expect(Failure(try #require(clients.last).answer())?.code == "too_many_connections")
            let administrator = try daemon.connect()
            let session = try administrator.createSession()
            _ = try administrator.result("session_revoke", #"{"sessionId":"\#(session)"}"#)
            #expect(daemon.records("is turned away at spend.sock: 36 connections are open, as many as may be"))
            try daemon.stop()
        }
    }
}
