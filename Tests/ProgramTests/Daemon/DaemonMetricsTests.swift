import ControlProtocol
import TestSupport
import Testing

/// What the daemon counts and measures, and how leashctl prints it.
struct DaemonMetricsTests {
    private func counts(_ metrics: JSONValue, _ name: String) throws -> [Int64] {
        try #require(metrics[name]?["counts"]).elements.compactMap(\.integer)
    }

    @Test func `what happened is counted from the start on`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession(Wire.session(Wire.native("0x10")))
            try client.authorize("0x1", within: session)
            _ = try client.failure("session_authorize", Wire.transfer("0x20", within: session))
            try client.result("session_revoke", #"{"sessionId":"\#(session)"}"#)
            let metrics = try client.result("daemon_metrics")
            #expect(metrics["requests"]?["authorize"]?.integer == 2)
            #expect(metrics["authorized"]?.integer == 1)
            #expect(metrics["denials"]?["native_allowance_exceeded"]?.integer == 1)
            #expect(metrics["denials"]?["self_call"]?.integer == 0)
            #expect(metrics["sessionsCreated"]?.integer == 1)
            #expect(metrics["sessionsEnded"]?["revoked"]?.integer == 1)
            #expect(metrics["status"]?["sessions"]?["revoked"]?.integer == 1)
            #expect(try counts(metrics, "authorize").reduce(0, +) == 2)
            #expect(try counts(metrics, "commit").reduce(0, +) == 3)
            try daemon.restart()
            let again = try daemon.connect().result("daemon_metrics")
            #expect(again["requests"]?["authorize"]?.integer == 0)
            #expect(again["status"]?["sessions"]?["revoked"]?.integer == 1)
        }
    }

    @Test func `only administrators may see them`() throws {
        try withDaemon { daemon in
            let failure = try daemon.connect(.spend).failure("daemon_metrics")
            #expect(failure.code == "control_socket_only")
        }
    }

    @Test func `an expiry is measured`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            try client.result("session_subscribe", "[]")
            _ = try daemon.connect().createExpiringSessions()
            var type: String?
            while type != "session_expired" { type = try client.answer()["params"]?["result"]?["type"]?.string }
            let metrics = try client.result("daemon_metrics")
            #expect(try counts(metrics, "expiryLateness").reduce(0, +) == 1)
            #expect(metrics["sessionsEnded"]?["expired"]?.integer == 1)
        }
    }
}
