import ControlProtocol
import Glibc
import TestSupport
import Testing

/// What the daemon records, as lines on standard error.
struct DaemonJournalTests {
    private func load(_ client: Client, _ request: String, times: Int) throws {
        let batch = "[" + Array(repeating: request, count: 100).joined(separator: ",") + "]"
        for _ in 0..<(times / 100) {
            try client.send(batch)
            _ = try client.answer()
        }
    }

    @Test func `under load there are fewer than 50 lines a second, and what is missing is counted`() throws {
        try withDaemon(configuration: "[Log]\nLevel=debug\n") { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            try load(client, Wire.request("session_authorize", Wire.transfer(within: session)), times: 3000)
            try load(client, Wire.request("wallet_createSession", Wire.session(Wire.native("0x1"))), times: 3000)
            let excess = Wire.transfer("0xffffffffffffffffff", within: session)
            try load(client, Wire.request("session_authorize", excess), times: 3000)
            try client.result("session_revoke", #"{"account":"\#(Wire.account)"}"#)
            // The count of the last second is told although nobody asks anything any more.
            #expect(
                eventually { counted(daemon.log, " more session ends") == 3001 - daemon.log.count("session revoked") })
            var lines: [Substring: Int] = [:]
            for line in daemon.log.split(separator: "\n") { lines[line.prefix(8), default: 0] += 1 }
            #expect(lines.values.allSatisfy { $0 < 100 })
            #expect(daemon.log.count("denied: session") + counted(daemon.log, " more denials") == 3000)
            #expect(daemon.log.count("session granted") + counted(daemon.log, " more grants") == 3001)
        }
    }

    @Test func `what is left out in the last second is counted at the end`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let process = try #require(daemon.process)
            process.send(SIGSTOP)
            let excess = Wire.request("session_authorize", Wire.transfer("0xffffffffffffffffff", within: session))
            // More than a turn takes of one connection.
            try client.send([String](repeating: excess, count: 300).joined())
            process.send(SIGTERM)
            process.send(SIGCONT)
            for answer in try client.answers(300) { #expect(Failure(answer)?.number == 4100) }
            #expect(process.wait() == .exited(0))
            #expect(daemon.log.count("denied: session") + counted(daemon.log, " more denials") == 300)
        }
    }

    /// How many were counted in place of being shown.
    private func counted(_ log: String, _ words: String) -> Int {
        log.split(separator: words).dropLast().reduce(0) { sum, part in
            sum + (Int(part.reversed().prefix { $0.isNumber }.reversed().map(String.init).joined()) ?? 0)
        }
    }

    @Test func `whoever tries as a spender what only the other socket offers is recorded and counted`() throws {
        try withDaemon { daemon in
            let spender = try daemon.connect(.spend)
            #expect(try spender.failure("session_list").code == "control_socket_only")
            #expect(daemon.records("denied: control_socket_only: session_list needs the control socket"))
            let denials = try daemon.connect().result("daemon_metrics")["denials"]
            #expect(denials?["control_socket_only"]?.integer == 1)
        }
    }

    @Test func `no record holds call data, an idempotency key or a signature`() throws {
        try withDaemon(configuration: "[Log]\nLevel=debug\n") { daemon in
            let client = try daemon.connect()
            let session = try client.createSession(Wire.session(more: #","idempotencyKey":"creation-secret""#))
            let key = #","idempotencyKey":"operation-secret""#
            let authorization = try client.authorize(within: session, more: key)
            _ = try client.failure(
                "session_authorize",
                #"{"sessionId":"\#(session)","calls":[{"to":"\#(Wire.recipient)","data":"0x5ec2e75ec2e75ec2e7"}]}"#)
            _ = try client.failure(
                "session_authorize",
                Wire.transfer("0x2", within: session, more: key))
            try client.result("session_settle", #"{"authorizationId":"\#(authorization)","outcome":"dropped"}"#)
            let again = try client.failure("session_authorize", Wire.transfer(within: session, more: key))
            #expect(again.code == "already_settled" && again.message.contains("operation-secret"))
            _ = try client.failure("wallet_createSession", #"{"secret-field":1}"#)
            try daemon.stop()
            #expect(daemon.records("denied") && daemon.records("session granted"))
            #expect(!daemon.log.contains("secret") && !daemon.log.contains("5ec2e75ec2e7"))
        }
    }
}

extension String {
    /// How often the text occurs.
    fileprivate func count(_ text: String) -> Int { split(separator: text, omittingEmptySubsequences: false).count - 1 }
}
