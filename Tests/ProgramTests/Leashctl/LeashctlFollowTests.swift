import ControlProtocol
import Descriptors
import Foundation
import TestSupport
import Testing

/// `events`, and above all `--follow` over restarts of the daemon.
@Suite struct LeashctlFollowTests {
    typealias Fixtures = LeashctlFixtures

    @Test(arguments: [
        (#"{"code":-32002,"message":"damaged","data":{"code":"store_damaged"}}"#, "4000000 units of \(Fixtures.usdc)"),
        (nil, "4 USDC"),
    ])
    func `events tells the last ones, a line each, in the units of their sessions`(refusal: String?, amount: String)
        throws
    {
        let (run, asked) = try Fixtures.transcript(["events", "--limit", "2"]) { method, _ in
            guard method != "daemon_status" else {
                return [.result(#"{"store":{"firstEvent":1,"lastEvent":9}}"#)]
            }
            guard method == "session_events" else {
                return [refusal.map(FakeDaemon.Action.error) ?? .result(Fixtures.session())]
            }
            return [.result(#"{"events":[\#([8, 9].map(Fixtures.event).joined(separator: ","))],"last":9}"#)]
        }
        let lookup = #"session_get {"sessionId":"\#(Fixtures.id)"}"#
        #expect(
            asked == [
                "daemon_status {}", #"session_events {"after":7,"limit":2}"#, lookup,
            ])
        #expect(
            run.output
                == [8, 9].map {
                    "#\($0)  2023-11-14 22:13:20.\(100 + $0)Z  authorization_settled   \(Fixtures.id)  authorization "
                        + "\(Fixtures.authorization)  success  \(amount)\n"
                }.joined())
    }

    @Test func `a follower tells amounts in the units of their sessions`() throws {
        try withDaemon { daemon in
            let client = try daemon.connect()
            let session = try client.createSession()
            let follower = try LeashctlProcess.start(
                ["events", "--follow", "--after", "0"], socket: daemon.path(of: .control))
            defer { follower.stop() }
            var lines = Lines(follower.output)
            let first = lines.next()
            #expect(first?.contains("  session_created         \(session)  ") == true)
            let authorization = try client.authorize("0x2386f26fc10000", within: session)
            let line = lines.next() ?? "nothing"
            #expect(
                line.hasSuffix("  authorization_reserved  \(session)  authorization \(authorization)  0.01 ETH"),
                "\(line)")
        }
    }

    @Test func `a follower survives restarts and gets each event once and in order`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/control.sock"
            // Each life of the daemon delivers a few events and dies; the second repeats some, the third refuses first.
            let subscriptions = Guarded(0)
            let script: FakeDaemon.Script = { method, parameters in
                guard method == "session_subscribe" else {
                    // No event is read to learn where to begin.
                    let after = parameters["after"]?.integer ?? .max
                    let last = after == .max ? 3 : max(3, after)
                    return [.result(#"{"events":[],"last":\#(last)}"#)]
                }
                let life = subscriptions.withLock { count in
                    count += 1
                    return count
                }
                switch life {
                case 1: return [.result(#""0x1""#)] + [4, 5].map { .event(Fixtures.event($0)) } + [.hangUp]
                case 2: return [.error(#"{"code":-32002,"message":"shutting down"}"#)]
                case 3: return [.result(#""0x2""#)] + [4, 5, 6].map { .event(Fixtures.event($0)) } + [.end]
                default: return [.result(#""0x3""#)] + [6, 7, 8].map { .event(Fixtures.event($0)) }
                }
            }
            let first = FakeDaemon(path: path, script: script)
            let follower = try LeashctlProcess.start(["events", "--follow", "--json"], socket: path)
            defer { follower.stop() }
            var lines = Lines(follower.output)
            #expect((4...6).map { _ in lines.next() } == (4...6).map(Fixtures.event))
            let second = FakeDaemon(path: path, script: script)
            defer { second.stop() }
            #expect((7...8).map { _ in lines.next() } == (7...8).map(Fixtures.event))
            #expect(
                (first.asked + second.asked).filter { $0.hasPrefix("session_subscribe") } == [
                    #"session_subscribe {"after":3}"#, #"session_subscribe {"after":5}"#,
                    #"session_subscribe {"after":5}"#,
                    #"session_subscribe {"after":6}"#,
                ])
            follower.stop()
            let complaints = String(decoding: follower.errors.readDataToEndOfFile(), as: UTF8.self)
            #expect(
                complaints.contains(
                    "leashctl: the daemon at \(path) ended the connection; trying again until it is back\n"))
            #expect(complaints.contains("connected again, going on after event 6"))
        }
    }

    @Test func `a follower notices another store and begins anew`() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/control.sock"
            let subscriptions = Guarded(0)
            let daemon = FakeDaemon(path: path) { method, _ in
                let isFirst = subscriptions.withLock { $0 == 0 }
                guard method == "session_subscribe" else {
                    return [.result(#"{"events":[],"last":\#(isFirst ? 6 : 2)}"#)]
                }
                subscriptions.withLock { $0 += 1 }
                let numbers = isFirst ? [7] : [1, 2, 3]
                return [.result(#""0x1""#)] + numbers.map { .event(Fixtures.event($0)) } + (isFirst ? [.hangUp] : [])
            }
            defer { daemon.stop() }
            let follower = try LeashctlProcess.start(["events", "-f", "--json"], socket: path)
            defer { follower.stop() }
            var lines = Lines(follower.output)
            #expect((0..<4).map { _ in lines.next() } == [7, 1, 2, 3].map(Fixtures.event))
        }
    }

    /// Whether the daemon stays, or has ended.
    @Test(arguments: [true, false])
    func `a follower ends when nobody reads any more, though nothing happens`(stays: Bool) throws {
        let (run, asked) = try Fixtures.transcript(
            ["events", "--follow"], shell: #"{ { timeout 30 "$0" "$@"; echo $? >&3; } | sleep 0.1; } 3>&1"#
        ) { method, _ in
            guard method == "session_subscribe" else { return [.result(#"{"events":[],"last":3}"#)] }
            return [.result(#""0x1""#)] + (stays ? [] : [.end])
        }
        // It ends as if by writing: by the signal, or where that is blocked with the status for it.
        #expect(["74\n", "141\n"].contains(run.output), "\(run.output)\(run.complaints)")
        #expect(asked.contains { $0.hasPrefix("session_subscribe ") })
    }

    @Test func `a follower does not wait for what lasts`() throws {
        let isBack = Guarded(false)
        let (run, _) = try Fixtures.transcript(["events", "--follow", "--after", "3"]) { method, _ in
            guard method == "session_subscribe" else { return [.result(#"{"events":[],"last":3}"#)] }
            return isBack.withLock { isBack in
                defer { isBack = true }
                return isBack
                    ? [.error(#"{"code":-32002,"message":"damaged","data":{"code":"store_damaged"}}"#)]
                    : [.result(#""0x1""#), .hangUp]
            }
        }
        #expect(run.status == 1 && run.complaints.contains("the daemon refused: damaged (store_damaged"))
    }

    @Test func `a follower begins where it is told and stops at a refusal`() throws {
        let (run, asked) = try Fixtures.transcript(["events", "--follow", "--after", "0", "--session", Fixtures.id]) {
            method, _ in
            method == "session_events"
                ? [.result(#"{"events":[],"last":9}"#)] : [.error(#"{"code":-32001,"message":"unknown session"}"#)]
        }
        #expect(asked.last == #"session_subscribe {"after":0,"sessionId":"\#(Fixtures.id)"}"#)
        #expect(run.status == 1)
    }
}
