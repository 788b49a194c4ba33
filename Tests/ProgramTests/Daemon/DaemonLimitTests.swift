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
        try withDaemon(configuration: "[Limits]\nBufferSize=1M\nStallSec=1s\n") { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let hoarders = try (0..<64).map { _ in try daemon.connect() }
            for hoarder in hoarders {
                try? hoarder.send("[\"" + String(repeating: "x", count: 60_000))
                try client.authorize(within: session)
            }
            // Whoever has not gone on for a second is looked for when something else happens.
            #expect(
                try eventually {
                    try client.authorize(within: session)
                    return daemon.log.contains(
                        "all together held more than 1048576 bytes, and it neither ended its message nor read")
                })
            for hoarder in hoarders { try hoarder.stream.setTimeout(milliseconds: 20) }
            let closed = hoarders.first { (try? $0.answer()).flatMap { Failure($0)?.code } == "buffers_full" }
            #expect(try closed?.isClosed() == true)
            try client.authorize(within: session)
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

    @Test func `a client that vanishes half-way leaves nothing behind`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            for _ in 0..<20 {
                let vanishing = try daemon.connect(.spend)
                try vanishing.send(Wire.request("rpc.discover") + #"{"jsonrpc":"2.0","id":1,"method":"session_auth"#)
                vanishing.stream.close()
            }
            #expect(try eventually { try client.connections(at: .spend) == 0 })
            #expect(try client.lastEvent() == 1)
            try client.authorize(within: session)
        }
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

    @Test func `a reload changes how long a message may be for clients that are connected already`() throws {
        try withDaemon(configuration: "[Limits]\nMessageSize=8K\n") { daemon in
            let client = try daemon.connect()
            let long = Wire.request("rpc_modules", "[\(String(repeating: " ", count: 5000))]")
            try client.send(long)
            #expect(try client.answer()["result"] != nil)
            try daemon.configure("[Limits]\nMessageSize=4K\n")
            daemon.process?.send(SIGHUP)
            #expect(daemon.records("the configuration was read again"))
            try client.send(long)
            #expect(Failure(try client.answer())?.message.contains("4096") == true)
        }
    }
}
