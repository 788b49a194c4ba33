import ControlProtocol
import Descriptors
import Glibc
import LedgerSQLite
import SessionKeys
import TestSupport
import Testing

/// Old history goes, where it is told to.
struct DaemonRetentionTests {
    /// An ended session and an active one, as they were a hundred days ago.
    private struct Past {
        let ended: String
        let active: String
        let paid: Authorization
    }

    private func prepare(_ daemon: DaemonProcess) throws -> Past {
        #expect(unsafe mkdir(daemon.state, 0o700) == 0)
        let clerk = Clerk(try SQLiteLedger(path: daemon.store, rules: LedgerRules()))
        clerk.now = Moment(Instant(milliseconds: SystemClock.unixMilliseconds() - 100 * 86_400_000))
        let given = #"[{"type":"native-token-transfer","data":{"allowance":"0x3e8"}}]"#
        let (ended, active) = (SessionID(1), SessionID(2))
        for id in [ended, active] { _ = try clerk.answer(.create(.make(permissionsAsGiven: given, freshID: id))) }
        for _ in 0..<300 { _ = try clerk.authorize(.transfer(1), within: ended, settle: true) }
        _ = try clerk.revoke(.session(ended))
        let paid = try clerk.authorize(.transfer(7), within: active, named: "pay", settle: true).authorization()
        try clerk.ledger.close()
        return Past(ended: "\(ended)", active: "\(active)", paid: paid)
    }

    /// Has the daemon read the setting, and waits until only the newest event is left.
    private func retain(_ value: String, _ daemon: DaemonProcess, _ client: Client) throws {
        try daemon.configure("[Store]\nRetentionSec=\(value)\n")
        daemon.process?.send(SIGHUP)
        #expect(
            try eventually {
                let store = try client.result("daemon_status")["store"]
                return store?["firstEvent"]?.integer == store?["lastEvent"]?.integer
            })
        #expect(daemon.records(" were removed; events are kept from 304 on"))
    }

    @Test func `a reload sets it off, in steps, and leaves what sessions are and what they spent`() throws {
        try withDaemonAtRest { daemon in
            let past = try prepare(daemon)
            try daemon.start()
            let client = try daemon.connect()
            #expect(try client.events().count == 304)
            #expect(try client.authorizations(of: past.ended).count == 300)
            let before = try client.session(past.ended).text
            try retain("30d", daemon, client)
            #expect(try client.session(past.ended).text == before)
            #expect(eventually { (try? client.authorizations(of: past.ended).count) == 0 })
            #expect(daemon.records("303 old events and 300 authorizations of ended sessions"))
            #expect(try client.authorizations(of: past.active).count == 1)
            let metrics = try client.result("daemon_metrics")
            #expect(metrics["removed"]?["events"]?.integer == 303)
            #expect(metrics["removed"]?["authorizations"]?.integer == 300)
            // As it was, the store goes on.
            try daemon.restart()
            let again = try daemon.connect()
            let next = try again.authorize(within: past.active)
            #expect(AuthorizationID(wire: next.utf8Span.span)?.number == past.paid.id.number + 1)
            #expect(try again.events().compactMap { $0["seq"]?.integer } == [304, 305])
        }
    }

    @Test func `who asks for events that are gone is told so, and from where there are some`() throws {
        try withDaemonAtRest { daemon in
            let past = try prepare(daemon)
            try daemon.start()
            let client = try daemon.connect()
            try retain("1d", daemon, client)
            for (method, parameters, path) in [
                ("session_events", #"{"after":302}"#, "after"), ("session_subscribe", #"{"after":1}"#, "after"),
                ("eth_subscribe", #"["sessions",{"after":17}]"#, "[1].after"),
            ] {
                let failure = try client.failure(method, parameters)
                #expect((failure.number, failure.code, failure.path) == (-32602, "malformed_value", path))
                #expect(failure.message.contains("comes after 303"))
            }
            // Of this session nothing has gone behind its second event.
            let following = ["events", "--follow", "--session", past.active, "--after", "2"]
            let follower = try LeashctlProcess.start(following, socket: daemon.path(of: .control))
            defer { follower.stop() }
            var lines = Lines(follower.output)
            #expect(lines.next()?.hasPrefix("#304 ") == true)
            let shown = try LeashctlProcess(["events", "--json"], socket: daemon.path(of: .control))
            #expect(shown.status == 0 && shown.output.contains(#""seq":304"#), "\(shown.complaints)")
            #expect(try client.result("session_events", #"{"after":303}"#)["events"]?.count == 1)
            try client.result("session_subscribe", #"{"after":0}"#)
            #expect(try client.answer()["params"]?["result"]?["seq"]?.integer == 304)
        }
    }
}
