import ControlProtocol
import Glibc
import TestSupport
import Testing

/// What the supervisor is told, and when.
struct DaemonSupervisionTests {
    /// Runs the body with a daemon that tells a supervisor of the test's own how it is.
    private func withSupervisedDaemon(
        configuration: String = "", environment: [String] = [], _ body: (DaemonProcess, Supervisor) throws -> Void
    ) throws {
        try withDaemonAtRest(configuration: configuration) { daemon in
            let supervisor = try Supervisor(at: daemon.directory + "/notify")
            daemon.environment = ["NOTIFY_SOCKET=\(supervisor.path)"] + environment
            try body(daemon, supervisor)
            if let process = daemon.process, process.poll() == nil { try daemon.stop() }
        }
    }

    @Test func `it is ready once it listens, and says when it stops`() throws {
        try withSupervisedDaemon { daemon, supervisor in
            try daemon.launch()
            try #require(supervisor.hears("READY=1"), "\(daemon.log)")
            // Nobody has to wait any more.
            _ = try daemon.connect(.control).result("daemon_status")
            _ = try daemon.connect(.spend).result("web3_clientVersion")
            #expect(supervisor.messages == ["READY=1\nSTATUS=0 sessions active, no expiry ahead"])
            try daemon.stop()
            #expect(supervisor.messages.last == "STOPPING=1")
        }
    }

    @Test func `a supervisor that reads nothing holds nobody up, and learns later how it is`() throws {
        try withSupervisedDaemon(environment: ["WATCHDOG_USEC=100000000"]) { daemon, supervisor in
            try supervisor.fill()
            try daemon.launch()
            #expect(eventually { (try? daemon.connect(.control)) != nil })
            let client = try daemon.connect(.control)
            _ = try client.createSession()
            #expect(supervisor.hears("READY=1\nSTATUS=1 session active"), "\(daemon.log)")
            try supervisor.fill()
            try daemon.stop()
        }
    }

    @Test func `the status changes with the sessions, and only with them`() throws {
        try withSupervisedDaemon { daemon, supervisor in
            try daemon.start()
            let client = try daemon.connect()
            let session = try client.createSession(Wire.session(expirySec: 4_102_444_800))
            #expect(supervisor.hears("STATUS=1 session active, next expiry 2100-01-01 00:00:00 UTC"))
            let count = supervisor.messages.count
            for _ in 0..<10 { try client.authorize(within: session) }
            _ = try client.createSession()
            #expect(supervisor.hears("STATUS=2 sessions active, next expiry 2100-01-01 00:00:00 UTC"))
            #expect(supervisor.messages.count == count + 1)
            try client.result("session_revoke", #"{"sessionId":"\#(session)"}"#)
            #expect(supervisor.hears("STATUS=1 session active, no expiry ahead"))
        }
    }

    @Test func `what fell due while it was down is ended before it is ready`() throws {
        try withSupervisedDaemon { daemon, supervisor in
            try daemon.start()
            // More than are ended in one step.
            let (_, expirySec) = try daemon.connect().createExpiringSessions(300)
            #expect(try daemon.end(by: SIGKILL) == .killed(SIGKILL))
            #expect(eventually { time(nil) > Int(expirySec) })
            let before = supervisor.messages.count
            try daemon.launch()
            #expect(supervisor.hears { $0.hasPrefix("READY=1") && supervisor.messages.count > before })
            let ready = try #require(supervisor.messages.dropFirst(before).first)
            #expect(ready == "READY=1\nSTATUS=0 sessions active, no expiry ahead")
            let ends = try daemon.connect().events().filter { $0["type"]?.string == "session_expired" }
            #expect(ends.count == 300)
            #expect(ends.allSatisfy { $0["data"]?["endedSec"]?.integer == expirySec })
        }
    }

    @Test func `a reload is announced with its moment in one message, and then it is ready again`() throws {
        try withSupervisedDaemon(configuration: "[Limits]\nBatchLimit=3\n") { daemon, supervisor in
            try daemon.start()
            let client = try daemon.connect()
            try client.send("[1,2,3]")
            #expect(try client.answer().count == 3)
            let before = supervisor.messages.count
            try daemon.configure("[Limits]\nBatchLimit=2\n")
            daemon.process?.send(SIGHUP)
            #expect(supervisor.hears { $0.hasPrefix("READY=1") && supervisor.messages.count >= before + 2 })
            let told = supervisor.messages.dropFirst(before)
            let reloading = try #require(told.first?.split(separator: "\n").map(String.init))
            #expect(reloading.count == 2 && reloading.first == "RELOADING=1")
            let moment = try #require(reloading.last?.split(separator: "=").last.flatMap { UInt64($0) })
            #expect(reloading.last == "MONOTONIC_USEC=\(moment)")
            #expect(told.dropFirst().first?.hasPrefix("READY=1\nSTATUS=") == true)
            try client.send("[1,2,3]")
            #expect(Failure(try client.answer())?.message.contains("at most 2") == true)
        }
    }

    @Test func `a faulty reload is told, however little else is wanted, and the settings stay`() throws {
        try withSupervisedDaemon { daemon, supervisor in
            try daemon.start()
            let atStart = supervisor.messages.count
            try daemon.configure("[Limits]\nBatchLimit=3\n[Log]\nLevel=critical\n")
            daemon.process?.send(SIGHUP)
            #expect(supervisor.hears { _ in supervisor.messages.count >= atStart + 2 })
            try daemon.configure(
                "[Limits]\nBatchLimit=2\nMessageSize=huge\n[Sockets]\nSpendSocketGroup=no-such-group\n")
            let before = supervisor.messages.count
            daemon.process?.send(SIGHUP)
            #expect(supervisor.hears { _ in supervisor.messages.count >= before + 2 })
            #expect(supervisor.messages.dropFirst(before).map { $0.prefix(9) } == ["RELOADING", "READY=1\nS"])
            #expect(daemon.records("leashd.conf:3:"))
            #expect(
                daemon.records("leashd.conf:5: [Sockets] SpendSocketGroup=no-such-group: there is no such group"))
            #expect(daemon.records("the settings stay as they were"))
            let client = try daemon.connect()
            try client.send("[1,2,3]")
            #expect(try client.answer().count == 3)
        }
    }

    @Test func `the loop feeds the watchdog`() throws {
        try withSupervisedDaemon(environment: ["WATCHDOG_USEC=200000"]) { daemon, supervisor in
            try daemon.start()
            #expect(eventually { supervisor.messages.count { $0 == "WATCHDOG=1" } >= 3 })
        }
    }

    @Test func `the watchdog waits while an account is revoked, and is itself again after it`() throws {
        try withSupervisedDaemon(environment: ["WATCHDOG_USEC=20000000"]) { daemon, supervisor in
            try daemon.start()
            let client = try daemon.connect()
            let session = try client.createSession()
            try client.result("session_revoke", #"{"sessionId":"\#(session)"}"#)
            #expect(!supervisor.messages.contains { $0.hasPrefix("WATCHDOG_USEC=") })
            // Alone on the loop, and with others on the thread that commits.
            let revocation = Wire.request("session_revoke", #"{"account":"\#(Wire.account)"}"#)
            for count in [1, 5] {
                _ = try client.createSession()
                let before = supervisor.messages.count
                try client.send("[" + [String](repeating: revocation, count: count).joined(separator: ",") + "]")
                #expect(try client.answer().count == count)
                let told = supervisor.messages.dropFirst(before).filter { $0.hasPrefix("WATCHDOG_USEC=") }
                #expect(told == ["WATCHDOG_USEC=600000000\nWATCHDOG=1", "WATCHDOG_USEC=20000000\nWATCHDOG=1"])
            }
        }
    }

    @Test(arguments: [[], ["WATCHDOG_USEC=200000", "WATCHDOG_PID=1"]])
    func `without a watchdog of its own it feeds nobody`(environment: [String]) throws {
        try withSupervisedDaemon(environment: environment) { daemon, supervisor in
            try daemon.start()
            // Ten times as long as with one.
            sleep(1)
            #expect(!supervisor.messages.contains("WATCHDOG=1"))
        }
    }
}
