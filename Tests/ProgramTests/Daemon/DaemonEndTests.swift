import ControlProtocol
import Descriptors
import Glibc
import TestSupport
import Testing

/// The end of the process, in order and by force.
struct DaemonEndTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `it answers what was sent, leaves a store without a log, and ends with 0`(signal: Int32) throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let request = Wire.request("session_authorize", Wire.transfer(within: session))
            try client.send([String](repeating: request, count: 50).joined())
            #expect(try daemon.end(by: signal) == .exited(0))
            for _ in 0..<50 { #expect(try client.answer()["result"] != nil) }
            #expect(try client.isClosed())
            #expect(try Directory.names(in: daemon.state) == ["high-water", "leash.db", "progress", "reserve"])
            #expect(try Directory.names(in: daemon.runtime).isEmpty)
            try daemon.start()
            #expect(try daemon.connect().authorizations(of: session).count == 50)
        }
    }

    @Test func `everything that was asked before the signal is answered, however much it is`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let process = try #require(daemon.process)
            process.send(SIGSTOP)
            let request = Wire.request("session_get", #"{"sessionId":"\#(session)"}"#)
            // More than a turn takes of one connection, and then half a message, which nobody ends.
            try client.send([String](repeating: request, count: 300).joined() + "{\"jsonrpc\"")
            process.send(SIGTERM)
            process.send(SIGCONT)
            for answer in try client.answers(300) { #expect(answer["result"]?["sessionId"]?.string == session) }
            #expect(try client.isClosed())
            #expect(process.wait() == .exited(0))
        }
    }

    @Test func `whoever waits at the socket when the signal comes is let in and answered`() throws {
        try withDaemon { daemon in
            let process = try #require(daemon.process)
            process.send(SIGSTOP)
            // More than two turns let in.
            let clients = try (0..<200).map { _ in try daemon.connect(.spend) }
            for client in clients { try client.send(Wire.request("rpc_modules")) }
            process.send(SIGTERM)
            process.send(SIGCONT)
            for client in clients { #expect(try client.answer()["result"] != nil) }
            #expect(process.wait() == .exited(0))
        }
    }

    @Test func `a client that goes on reading is answered whatever it has asked before the signal`() throws {
        // Where the machine does not let the client go on, the daemon is right to leave, and it is tried again.
        #expect(try eventually { try goesOnReading() })
    }

    /// - Returns: whether the machine let the client read as slowly as it means to, and no more slowly.
    private func goesOnReading() throws -> Bool {
        var hasGoneOn = true
        try withDaemon { daemon in
            let client = try daemon.connect()
            // Where it is not let go on.
            client.mayEndWithinAnswer = true
            // More than a MiB of answers waits at the end, when nothing else is left to be done.
            try client.send([String](repeating: Wire.request("rpc.discover"), count: 150).joined())
            #expect(try client.answer()["result"] != nil)
            let process = try #require(daemon.process)
            process.send(SIGTERM)
            let began = SystemClock.monotonicMicroseconds()
            var last = began
            for _ in 1..<150 where hasGoneOn {
                usleep(10_000)
                let line = try client.line()
                let now = SystemClock.monotonicMicroseconds()
                hasGoneOn = now - last < 500_000 && now - began < 8_000_000
                last = now
                if hasGoneOn { #expect(line?.hasPrefix(#"{"jsonrpc":"2.0","id":1,"result":"#) == true) }
            }
            if hasGoneOn { #expect(try client.isClosed()) }
            #expect(process.wait() == .exited(0))
        }
        return hasGoneOn
    }

    @Test func `a client that reads nothing does not keep it from ending`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.send([String](repeating: Wire.request("rpc.discover"), count: 200).joined())
            _ = try client.line()
            #expect(try daemon.end() == .exited(0))
        }
    }

    @Test func `what was acknowledged survives a kill, each once, and nothing else is counted`() throws {
        try withDaemon { daemon in
            let session = try daemon.connect().createSession()
            var acknowledged: Set<String> = []
            for round in 0..<3 {
                acknowledged.formUnion(try authorizeUntilKilled(daemon, session, round))
                try daemon.start()
                try check(daemon, session, acknowledged)
            }
            #expect(acknowledged.count >= 3 * 64)
        }
    }

    /// Sends authorizations without waiting, and kills the daemon in the middle of them.
    ///
    /// - Returns: the ids that were acknowledged.
    private func authorizeUntilKilled(
        _ daemon: DaemonProcess, _ session: String, _ round: Int
    ) throws -> [String] {
        let clients = try (0..<2).map { _ in try daemon.connect() }
        for client in clients { client.mayEndWithinAnswer = true }
        var ids: [String] = []
        for part in 0..<6 {
            for (number, client) in clients.enumerated() {
                let requests = (0..<100).map { index in
                    let key = #","idempotencyKey":"\#(round)-\#(number)-\#(part)-\#(index)""#
                    return Wire.request("session_authorize", Wire.transfer(within: session, more: key))
                }
                try client.send(requests.joined())
            }
            // The last hundreds are on their way when it is killed.
            guard part < 4 else { continue }
            for client in clients { for _ in 0..<16 { ids.append(try id(in: try client.answer())) } }
        }
        #expect(try daemon.end(by: SIGKILL) == .killed(SIGKILL))
        for client in clients {
            while let line = try client.line() {
                ids.append(try id(in: try JSONDocument(parsing: Array(line.utf8)).root))
            }
        }
        return ids
    }

    private func id(in answer: JSONValue) throws -> String {
        try #require(answer["result"]?["authorizationId"]?.string, "\(answer.text)")
    }

    private func check(_ daemon: DaemonProcess, _ session: String, _ acknowledged: Set<String>) throws {
        let client = try daemon.connect()
        let stored = try client.authorizations(of: session)
        let ids = stored.compactMap { $0["authorizationId"]?.string }
        #expect(ids.count == stored.count && Set(ids).count == ids.count)
        #expect(acknowledged.isSubset(of: ids))
        let keys = stored.compactMap { $0["idempotencyKey"]?.string }
        #expect(Set(keys).count == stored.count)
        let meter = try #require(try client.session(session)["meters"]?[0])
        #expect(meter["reserved"]?.string == Wire.hex(stored.count))
        #expect(meter["spent"]?.string == "0x0")
        let events = try client.events()
        #expect(events.map { $0["seq"]?.integer } == (1...Int64(events.count)).map { $0 })
        #expect(events.count { $0["type"]?.string == "authorization_reserved" } == stored.count)
    }
}
