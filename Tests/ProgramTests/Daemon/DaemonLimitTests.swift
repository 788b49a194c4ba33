import UnixSocket
import ControlProtocol
import Glibc
import TestSupport
import Testing

/// The limits of what one client may ask, and what others notice of it: nothing.
struct DaemonLimitTests {
    @Test func `a message over its limit is refused and ends the connection; one at its limit is not`() throws {
        try withDaemon(configuration: "[Limits]\nMessageSize=4K\n") { daemon in
            let client = try daemon.connect()
            let frame = Wire.request("rpc_modules", "[  ]")
            let padding = String(repeating: " ", count: 4096 - frame.utf8.count + 2)
            try client.send(Wire.request("rpc_modules", "[\(padding)]"))
            #expect(try client.answer()["result"] != nil)
            try client.send(Wire.request("rpc_modules", "[\(padding) ]"))
            let answer = try client.answer()
            #expect(Failure(answer)?.number == -32600 && answer["id"]?.kind == .null)
            #expect(Failure(answer)?.message.contains("4096") == true)
            #expect(try client.isClosed())
        }
    }

    @Test func `a message without an end is refused before it fills the memory`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            client.mayEndWithinAnswer = true
            let part = [UInt8](repeating: UInt8(ascii: "["), count: 64 * 1024)
            for _ in 0..<64 where (try? client.send(part)) == nil { break }
            #expect(Failure(try client.answer())?.number == -32600)
        }
    }

    @Test func `clients that ask for much and read nothing cost the memory of one answer each`() throws {
        try withDaemon { daemon in
            let batch = "[" + [String](repeating: Wire.request("rpc.discover"), count: 80).joined(separator: ",") + "]"
            let clients = try (0..<8).map { _ in try daemon.connect() }
            for client in clients { try client.send([String](repeating: batch, count: 12).joined()) }
            var byte: [UInt8] = [0]
            for client in clients { _ = try client.stream.receiveSome(into: &byte) }
            try daemon.connect().result("rpc_modules")
            let kilobytes = try #require(daemon.peakMemoryKilobytes)
            // An answer takes 1 MiB at most; all of them would take about a hundred.
            #expect(kilobytes < 90_000 * (Sanitizer.takesMemory ? 5 : 1), "\(kilobytes) KB")
        }
    }

    @Test func `half messages that fill the memory cost those that hold most, and nobody else`() throws {
        try withDaemon(configuration: "[Limits]\nBufferSize=1M\n") { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let hoarders = try (0..<64).map { _ in try daemon.connect() }
            for hoarder in hoarders {
                try? hoarder.send("[\"" + String(repeating: "x", count: 60_000))
                try client.authorize(within: session)
            }
            // Whoever was closed has its answer already.
            for hoarder in hoarders { try hoarder.stream.setTimeout(milliseconds: 20) }
            let closed = hoarders.first { (try? $0.answer()).flatMap { Failure($0)?.code } == "buffers_full" }
            #expect(try closed?.isClosed() == true)
            try client.authorize(within: session)
            #expect(daemon.log.contains("all together held more than 1048576 bytes, and it neither went on nor read"))
        }
    }

    @Test func `clients that never read cost as much memory as all may hold`() throws {
        try withDaemon(configuration: "[Limits]\nBufferSize=2M\nStallSec=1s\n") { daemon in
            let clients = try (0..<64).map { _ in try daemon.connect() }
            let question = Wire.request("rpc.discover") + "\n"
            for client in clients { try? client.send(String(repeating: question, count: 100)) }
            let other = try daemon.connect()
            // Whoever has read nothing for a second is looked for when something else happens.
            #expect(
                eventually {
                    _ = try? other.result("rpc_modules")
                    return daemon.log.contains("all together held more than 2097152 bytes")
                })
            try daemon.connect().result("rpc_modules")
            let kilobytes = try #require(daemon.peakMemoryKilobytes)
            // All that they ask for would take 64 MiB more than the daemon itself.
            #expect(kilobytes < 80_000 * (Sanitizer.takesMemory ? 5 : 1), "\(kilobytes) KB")
        }
    }

    @Test func `clients that ask for much and read are slowed down where all hold too much`() throws {
        try withDaemon(configuration: "[Limits]\nBufferSize=1M\nStallSec=1h\n") { daemon in
            let clients = try (0..<32).map { _ in try daemon.connect() }
            let questions = (0..<20).map { Wire.request("rpc.discover", id: "\($0)") }.joined(separator: "\n")
            for client in clients { try client.send(questions) }
            for number in 0..<20 {
                for client in clients {
                    #expect(try client.line()?.hasPrefix(#"{"jsonrpc":"2.0","id":\#(number),"result""#) == true)
                }
            }
        }
    }

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

    @Test func `of the smallest limit an administrator has one connection more`() throws {
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
            #expect(try eventually { try connections(administrators[0], .control) == 1 })
            try daemon.connect(.spend).result("rpc_modules")
        }
    }

    @Test func `a client that vanishes half-way leaves nothing behind`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            for _ in 0..<20 {
                let vanishing = try daemon.connect(.spend)
                try vanishing.send(Wire.request("rpc.discover") + #"{"jsonrpc":"2.0","id":1,"method":"session_auth"#)
                vanishing.stream.close()
            }
            #expect(try eventually { try connections(client, .spend) == 0 })
            #expect(try client.lastEvent() == 1)
            try client.authorize(within: session)
        }
    }

    private func connections(_ client: Client, _ door: Door) throws -> Int64? {
        try client.result("daemon_status")["connections"]?[door.rawValue]?.integer
    }

    @Test func `a client that reads late is kept waiting for nothing, and gets everything in order`() throws {
        try withDaemon { daemon in
            let slow = try daemon.connect()
            let size = try daemon.connect().request("rpc.discover").text.utf8.count
            let count = 10_000_000 / size
            try slow.send((0..<count).map { Wire.request("rpc.discover", id: "\($0)") }.joined())
            let other = try daemon.connect()
            let session = try other.createSession()
            for _ in 0..<100 { try other.authorize(within: session) }
            for number in 0..<count {
                let line = try #require(try slow.line())
                #expect(
                    line.hasPrefix(#"{"jsonrpc":"2.0","id":\#(number),"result":{"openrpc""#) && line.hasSuffix("}}"))
            }
            try slow.result("rpc_modules")
        }
    }

    @Test func `a client that pipelines without reading is slowed down and not cut off`() throws {
        try withDaemon(configuration: "[Limits]\nAnswerSize=64K\n") { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let requests = (0..<3000).map { number in
                Wire.request("session_authorize", Wire.transfer(within: session), id: "\(number)")
            }
            var rest = Array(requests.joined().utf8)[...]
            var answered = 0
            // As much as the daemon takes; when it takes no more, some answers are read.
            try client.stream.setTimeout(milliseconds: 20)
            while !rest.isEmpty {
                switch client.stream.send(rest) {
                case .sent(let count): rest = rest.dropFirst(count)
                case .wouldBlock:
                    try client.stream.setTimeout(milliseconds: Patience.milliseconds)
                    for _ in 0..<200 {
                        #expect(try client.line()?.hasPrefix(#"{"jsonrpc":"2.0","id":\#(answered),"result""#) == true)
                        answered += 1
                    }
                    try client.stream.setTimeout(milliseconds: 20)
                case .closed, .failed:
                    Issue.record("it was cut off")
                    return
                }
            }
            try client.stream.setTimeout(milliseconds: Patience.milliseconds)
            while answered < 3000 {
                #expect(try client.line()?.hasPrefix(#"{"jsonrpc":"2.0","id":\#(answered),"result""#) == true)
                answered += 1
            }
        }
    }

    @Test func `without descriptors it lets callers wait, does not spin, and recovers`() throws {
        try withDaemonAtRest { daemon in
            // As many as it takes without anybody, and one caller.
            try daemon.start()
            daemon.descriptorLimit = try #require(daemon.descriptors) + 1
            try daemon.restart()
            let first = try daemon.connect()
            try first.result("rpc_modules")
            var clients = try (0..<40).map { _ in try daemon.connect(.spend) }
            #expect(eventually { daemon.log.contains("EMFILE") })
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
            daemon.descriptorLimit = 100
            try daemon.start()
            #expect(daemon.log.contains("ConnectionLimit= is 1024, but with 100 open files"))
            let clients = try (0..<60).map { _ in try daemon.connect(.spend) }
            #expect(Failure(try #require(clients.last).answer())?.code == "too_many_connections")
            let administrator = try daemon.connect()
            let session = try administrator.createSession()
            _ = try administrator.result("session_revoke", #"{"sessionId":"\#(session)"}"#)
            #expect(daemon.log.contains("is turned away at spend.sock: 36 connections are open, as many as may be"))
            try daemon.stop()
        }
    }

    @Test func `a reload changes how long a message may be for clients that are connected already`() throws {
        try withDaemon(configuration: "[Limits]\nMessageSize=8K\n") { daemon in
            let client = try daemon.connect()
            let long = Wire.request("rpc_modules", "[\(String(repeating: " ", count: 5000))]")
            try client.send(long)
            #expect(try client.answer()["result"] != nil)
            try daemon.configure("[Limits]\nMessageSize=4K\n")
            daemon.process?.send(SIGHUP)
            #expect(eventually { daemon.log.contains("the configuration was read again") })
            try client.send(long)
            #expect(Failure(try client.answer())?.message.contains("4096") == true)
        }
    }
}
