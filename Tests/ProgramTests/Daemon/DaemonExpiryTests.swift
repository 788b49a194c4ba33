import ControlProtocol
import Descriptors
import Glibc
@testable import LedgerSQLite
import SessionKeys
import TestSupport
import Testing

/// Sessions end by themselves.
struct DaemonExpiryTests {
    @Test func `a session ends at its second, without being asked`() throws {
        try withDaemon { daemon in
            let subscriber = try daemon.connect()
            let created = try subscriber.createExpiringSessions()
            let (session, expirySec) = (try #require(created.ids.first), created.expirySec)
            try subscriber.result("session_subscribe", #"{"after":1}"#)
            let event = try #require(try subscriber.answer()["params"]?["result"])
            #expect(event["type"]?.string == "session_expired")
            #expect(event["sessionId"]?.string == session)
            #expect(event["data"]?["endedSec"]?.integer == expirySec)
            #expect(try #require(event["timeMs"]?.integer) >= expirySec * 1000)
            #expect(try subscriber.session(session)["status"]?.string == "expired")
            #expect(try subscriber.session(session)["meters"]?[0]?["remaining"]?.string == "0x0")
        }
    }

    @Test func `a reservation that nobody settles is spent when its time is over`() throws {
        try withDaemon(configuration: "[Sessions]\nReservationSec=1s\n") { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let id = try client.authorize("0x5", within: session)
            try client.result("session_subscribe", #"{"after":2}"#)
            let event = try #require(try client.answer()["params"]?["result"])
            #expect(event["type"]?.string == "authorization_settled")
            #expect(event["data"]?["authorizationId"]?.string == id)
            #expect(event["data"]?["outcome"]?.string == "success")
            #expect(try client.session(session)["meters"]?[0]?["spent"]?.string == "0x5")
            #expect(try daemon.connect().result("daemon_metrics")["reservationsLapsed"]?.integer == 1)
        }
    }

    @Test func `a reservation that is damaged keeps no other from running out, and is told of`() throws {
        // Where the machine lets them run out before the daemon has stopped, it is tried again.
        #expect(try eventually { try keepsNoOtherFromRunningOut() })
    }

    /// - Returns: whether the reservations were still open when one of them was damaged.
    private func keepsNoOtherFromRunningOut() throws -> Bool {
        var wereOpen = false
        try withDaemon(configuration: "[Sessions]\nReservationSec=10s\n") { daemon in
            let client = try daemon.connect()
            let (damaged, other) = (try client.createSession(), try client.createSession())
            let ends = SystemClock.unixMilliseconds() / 1000 + 10
            for session in [damaged, other] { try client.authorize("0x5", within: session) }
            try daemon.stop()
            wereOpen = SystemClock.unixMilliseconds() / 1000 < ends
            guard wereOpen else { return }
            try Connection(path: daemon.store).execute("UPDATE authorization SET seal = seal + 1 WHERE session = 1")
            try daemon.start()
            let again = try daemon.connect()
            #expect(try eventually { try again.session(other)["meters"]?[0]?["spent"]?.string == "0x5" })
            #expect(daemon.records("something that is due cannot be done, and is passed over"))
            #expect(try again.session(damaged)["meters"]?[0]?["reserved"]?.string == "0x5")
        }
        return wereOpen
    }

    @Test func `nothing is decided before all that is due has been settled, however much it is`() throws {
        try withDaemon(configuration: "[Sessions]\nReservationSec=3s\n") { daemon in
            let client = try daemon.connect()
            let other = try client.createSession()
            // Its only ether is reserved last, so that this is settled last, and uses it up.
            let session = try client.createSession(Wire.session(Wire.native("0x5"), account: Wire.token))
            let request = Wire.request("session_authorize", Wire.transfer(within: other))
            try client.send([String](repeating: request, count: 1500).joined())
            for _ in 0..<1500 { _ = try client.answer() }
            let last = try client.result("session_authorize", Wire.transfer("0x5", within: session))
            let reservedUntilSec = try #require(last["reservedUntilSec"]?.integer)
            // All of it falls due while the daemon stands still.
            let process = try #require(daemon.process)
            process.send(SIGSTOP)
            #expect(eventually { SystemClock.unixMilliseconds() > reservedUntilSec * 1000 })
            try client.send(Wire.request("session_authorize", Wire.transfer("0x0", within: session)))
            try client.send(Wire.request("session_get", #"{"sessionId":"\#(session)"}"#))
            process.send(SIGCONT)
            #expect(try client.answer()["error"]?["data"]?["code"]?.string == "session_exhausted")
            #expect(try client.answer()["result"]?["status"]?.string == "exhausted")
        }
    }

    @Test func `ten thousand sessions end in one second while others are answered`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let lasting = try client.createSession(Wire.session(account: Wire.token))
            let (expirySec, before) = try createManySessions(10_000, by: client)
            // More than anybody is sent at once, and read only when all of it has happened.
            let subscriber = try daemon.connect()
            try subscriber.result("session_subscribe", #"{"after":\#(before)}"#)
            // What others spend until then is little enough to wait for it.
            while SystemClock.unixMilliseconds() < expirySec * 1000 - 100 { usleep(10_000) }
            var isOver = false
            while !isOver {
                try client.authorize(within: lasting)
                isOver = try active(client) == 1
            }
            let events = try client.events(after: before)
            try check(events, after: before, expirySec)
            let told = try events.map { _ in try #require(try subscriber.answer()["params"]?["result"]) }
            #expect(told.map { $0["seq"]?.integer } == events.map { $0["seq"]?.integer })
            #expect(told.map { $0["sessionId"]?.string } == events.map { $0["sessionId"]?.string })
        }
    }

    @Test func `sessions that ended at once have ended after a crash as well, and are written down later`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            _ = try client.createExpiringSessions(500)
            while try client.result("daemon_status")["sessions"]?["active"]?.integer != 0 {}
            let events = try client.events().map(\.text)
            #expect(try daemon.end(by: SIGKILL) == .killed(SIGKILL))
            try daemon.start()
            let again = try daemon.connect()
            #expect(try again.result("daemon_status")["sessions"]?["active"]?.integer == 0)
            #expect(try again.events().map(\.text) == events)
            #expect(try again.result("session_list", #"{"status":"active"}"#)["sessions"]?.count == 0)
            // However short a life of the daemon is, it writes some of them down.
            for _ in 0..<50 {
                #expect(try daemon.end(by: SIGKILL) == .killed(SIGKILL))
                try daemon.start()
                try daemon.connect().result("daemon_status")
            }
            try daemon.stop()
            #expect(try !SQLiteLedger(path: daemon.store, rules: LedgerRules()).hasUnposted)
            try daemon.start()
            #expect(try daemon.connect().events().map(\.text) == events)
        }
    }

    /// Creates sessions that expire in the same second, which has not come when the last event so far is looked up.
    private func createManySessions(
        _ count: Int, by client: Client
    ) throws -> (expirySec: Int64, lastEvent: Int64) {
        let others = try #require(try active(client))
        let begin = SystemClock.bootMilliseconds()
        #expect(try create(500, expirySec: 0, by: client) == 500)
        var lead = (SystemClock.bootMilliseconds() - begin) * Int64(count / 400 + 1) / 1000 + 3
        while true {
            try client.result("session_revoke", #"{"account":"\#(Wire.account)"}"#)
            let expirySec = SystemClock.unixMilliseconds() / 1000 + lead
            var created = 0
            while created < count, SystemClock.unixMilliseconds() < (expirySec - 1) * 1000 {
                created += try create(500, expirySec: expirySec, by: client)
            }
            let lastEvent = try client.lastEvent()
            if created == count, try active(client) == others + Int64(count) { return (expirySec, lastEvent) }
            // A slow machine: those that were created do not count, and the next ones get more time.
            lead *= 2
        }
    }

    private func active(_ client: Client) throws -> Int64? {
        try client.result("daemon_status")["sessions"]?["active"]?.integer
    }

    /// - Returns: how many were granted.
    private func create(_ count: Int, expirySec: Int64, by client: Client) throws -> Int {
        let request = Wire.request("wallet_createSession", Wire.session(expirySec: expirySec))
        try client.send("[" + [String](repeating: request, count: count).joined(separator: ",") + "]")
        return try client.answer().elements.count { $0["result"] != nil }
    }

    private func check(_ events: [JSONValue], after before: Int64, _ expirySec: Int64) throws {
        #expect(events.map { $0["seq"]?.integer } == (1...Int64(events.count)).map { before + $0 })
        let ends = events.filter { $0["data"]?["endedSec"]?.integer == expirySec }
        #expect(ends.count == 10_000)
        #expect(Set(ends.map { $0["sessionId"]?.string }).count == 10_000)
        #expect(ends.allSatisfy { $0["timeMs"]?.integer.map { $0 >= expirySec * 1000 } == true })
        // Those of a turn have one time, and between two turns others had theirs.
        let turns = Dictionary(grouping: ends) { $0["timeMs"]?.integer }
        #expect(turns.values.allSatisfy { $0.count <= 8192 })
    }
}
