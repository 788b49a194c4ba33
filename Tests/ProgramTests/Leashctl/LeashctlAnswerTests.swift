import ControlProtocol
import Glibc
import TestSupport
import Testing

@testable import leashctl

/// What was done is told, though the session that it concerns cannot be read afterwards; and where nothing was
/// answered, that too.
@Suite struct LeashctlAnswerTests {
    typealias Fixtures = LeashctlFixtures

    private static let hangUp =
        "the daemon at SOCKET closed the connection before it answered (journalctl -xeu leashd says whether it started)"

    /// Why a session cannot be read, and what is told of it.
    private static let troubles: [(FakeDaemon.Action, String)] = [
        (
            .error(#"{"code":-32002,"message":"shutting down","data":{"code":"store_unavailable"}}"#),
            "the daemon refused: shutting down (store_unavailable, error -32002)"
        ),
        (.hangUp, hangUp),
        (.result("{}"), "what listens on SOCKET does not speak as leashd does: another session than was asked for"),
    ]

    private static let spend = ["--to", Fixtures.account, "--value", "0.1ether"]

    /// What was complained of, with a word in the place of the socket's path.
    private func told(by run: LeashctlProcess) -> String {
        run.complaints.replacing(/\/\S+\/control\.sock/, with: "SOCKET")
    }

    /// What leashctl tells where a session that an answer concerns cannot be read.
    private func run(
        _ arguments: [String], answered answer: FakeDaemon.Action, _ trouble: (FakeDaemon.Action, String)
    ) throws -> LeashctlProcess {
        let (run, asked) = try Fixtures.transcript(arguments) { method, _ in
            [method == "session_get" ? trouble.0 : answer]
        }
        #expect(told(by: run) == "leashctl: the session could not be read: \(trouble.1)\n")
        #expect(asked.count == 2)
        return run
    }

    @Test(arguments: troubles)
    func `an authorization is told with its id, whatever becomes of its session`(
        trouble: (FakeDaemon.Action, String)
    ) throws {
        let authorization = """
            {"authorizationId":"\(Fixtures.authorization)","state":"settled","meters":[],"debits":\
            [{"type":"native-token-transfer","amount":"0x16345785d8a0000"},{"type":"gas-limit","amount":"0x5208"}]}
            """
        let told = try run(["authorize", Fixtures.id] + Self.spend, answered: .result(authorization), trouble)
        #expect(told.status == 0)
        #expect(
            told.output == """
                authorized
                id            \(Fixtures.authorization)
                state         settled
                debited       0.1 ether, 21000 of the gas limit

                """)
    }

    @Test(arguments: troubles)
    func `a session that was created is told by its id, with the warnings`(
        trouble: (FakeDaemon.Action, String)
    ) throws {
        let created =
            #"{"sessionId":"\#(Fixtures.id)","chainId":"0x1","warnings":[{"code":"no_expiry","message":"no end"}]}"#
        let told = try run(Fixtures.definition + ["--native", "1wei"], answered: .result(created), trouble)
        #expect(told.status == 0)
        #expect(told.output == "warning: no end (no_expiry)\nsession       \(Fixtures.id)\n")
    }

    @Test(arguments: troubles, [true, false])
    func `a denial is told with its reasons`(trouble: (FakeDaemon.Action, String), isCheck: Bool) throws {
        let code = #""code":"token_allowance_exceeded","reasons":\#(Fixtures.reasons)"#
        let denial: FakeDaemon.Action =
            isCheck
            ? .result(#"{"decision":"deny",\#(code),"debits":[],"meters":[]}"#)
            : .error(#"{"code":4100,"message":"denied","data":{\#(code)}}"#)
        let told = try run([isCheck ? "check" : "authorize", Fixtures.id] + Self.spend, answered: denial, trouble)
        #expect(told.status == 1)
        #expect(
            told.output == """
                denied: token_allowance_exceeded

                1. token_allowance_exceeded (call 0, permission 1)
                   150000000 are asked for and 4000000 remain
                   requested    150000000 units
                   remaining    4000000 units
                   would pass   at most 4000000 units more

                """)
    }

    @Test func `what would be debited is told`() throws {
        let allowed = #"{"decision":"allow","debits":[{"type":"gas-limit","amount":"0x5208"}],"meters":[]}"#
        let told = try run(["check", Fixtures.id] + Self.spend, answered: .result(allowed), Self.troubles[0])
        #expect(told.status == 0)
        #expect(told.output == "allowed\nwould debit   21000 of the gas limit\n")
    }

    /// What is asked, what is answered, and what the answer lacks.
    private static let insufficient: [([String], String, String)] = [
        (["create"], "{}", "sessionId"), (["create"], #"{"sessionId":5}"#, "sessionId"),
        (["authorize", Fixtures.id] + spend, "{}", "authorizationId"),
        (["authorize", Fixtures.id] + spend, #"{"authorizationId":null}"#, "authorizationId"),
        (["check", Fixtures.id] + spend, #"{"decision":true}"#, "decision"),
        (["check", Fixtures.id] + spend, #"{"decision":"maybe"}"#, "decision"),
        (["settle", Fixtures.authorization, "success"], #"{"outcome":"success"}"#, "authorizationId"),
        (["list"], "{}", "sessions"), (["list", "--all"], #"{"sessions":"x"}"#, "sessions"),
        (["list"], #"{"sessions":[\#(Fixtures.session()),{}]}"#, "sessions[1].sessionId"),
        (["list"], #"{"sessions":[{"sessionId":"x","account":"y","status":5}]}"#, "sessions[0].status"),
        (["events", "--after", "0"], #"{"events":[]}"#, "last"), (["events"], #"{"store":{}}"#, "store.lastEvent"),
        (["events", "--after", "0"], #"{"events":[{"seq":1}],"last":1}"#, "events[0].type"),
        (["events", "--after", "0"], #"{"events":[{"type":"x","sessionId":"y"}],"last":1}"#, "seq"),
        (["revoke", Fixtures.id], "[]", "revoked"), (["revoke", Fixtures.id], #"{"revoked":5}"#, "revoked"),
        (["revoke", Fixtures.id], #"{"revoked":["0x1",2]}"#, "revoked"),
        (["status"], "{}", "clock.certain"), (["status"], #"{"clock":{"certain":"yes"}}"#, "clock.certain"),
        (["status"], #"{"clock":{"certain":true},"store":{}}"#, "store.failing"),
        (["confirm-clock"], "true", "clock.certain"),
    ]

    @Test(arguments: insufficient, [[], ["--json"]])
    func `an answer without what its verdict rests on is none of leashd's`(
        question: ([String], String, String), options: [String]
    ) throws {
        let (arguments, answer, name) = question
        let (run, _) = try Fixtures.transcript(arguments + options, input: "{}") { _, _ in [.result(answer)] }
        #expect(run.status == 3 && run.output.isEmpty, "\(run.output)")
        #expect(
            told(by: run)
                == "leashctl: what listens on SOCKET does not speak as leashd does: an answer without \(name)\n")
    }

    @Test(arguments: [(ControlProtocol.Method.revoke, true), (.getSession, false)])
    func `of a change that is not answered it is told that its outcome is not known`(
        method: ControlProtocol.Method, isChange: Bool
    ) throws {
        let doubt = isChange ? "; whether it did what was asked is not known" : ""
        let stranger = "what listens on SOCKET does not speak as leashd does: an answer to nothing that was asked"
        for (actions, words) in [
            ([], "the daemon at SOCKET does not answer: it has taken longer than 100 ms"),
            ([.hangUp], Self.hangUp),
            ([.raw("[]\n")], stranger), ([.raw("{\"id\":77,\"result\":{}}\n")], stranger),
            ([.raw("{\"id\":1}\n")], stranger),
        ] as [([FakeDaemon.Action], String)] {
            try withTemporaryDirectory { directory in
                let daemon = FakeDaemon(path: directory + "/c.sock") { _, _ in actions }
                defer { daemon.stop() }
                let patience = actions.isEmpty ? 100 : Patience.milliseconds
                let client = try leashctl.Client(path: daemon.path, patienceMilliseconds: patience)
                let failure = #expect(throws: leashctl.Failure.self) { try client.call(method) }
                let told = failure?.description(at: daemon.path).replacing(daemon.path, with: "SOCKET")
                #expect(failure?.exitStatus == .unreachable && told == words + doubt)
            }
        }
    }

    @Test func `what may take long is waited for`() throws {
        try withTemporaryDirectory { directory in
            let daemon = FakeDaemon(path: directory + "/c.sock") { _, _ in
                usleep(300_000)
                return [.result(#"{"revoked":[]}"#)]
            }
            defer { daemon.stop() }
            let client = try leashctl.Client(path: daemon.path, patienceMilliseconds: 50)
            client.waitPatiently()
            #expect(try client.call(.revoke)["revoked"]?.count == 0)
        }
    }

    @Test(arguments: [["status"], ["list"], ["revoke", Fixtures.id], ["metrics"]], [[], ["--json"]])
    func `what does not know the method is no leashd that refuses`(arguments: [String], options: [String]) throws {
        let error = #"{"code":-32601,"message":"the method does not exist/is not available"}"#
        let (run, asked) = try Fixtures.transcript(arguments + options) { _, _ in [.error(error)] }
        let method = try #require(asked.first?.split(separator: " ").first)
        #expect(run.status == 3 && run.output.isEmpty, "\(run.output)")
        let words = "it knows no method \(method), so it is another program, or a leashd of another version"
        #expect(told(by: run) == "leashctl: what listens on SOCKET does not speak as leashd does: \(words)\n")
    }

    @Test func `authorizations that are none of leashd's are not shown`() throws {
        let (run, _) = try Fixtures.transcript(["show", Fixtures.id]) { method, _ in
            [.result(method == "session_get" ? Fixtures.session() : #"{"authorizations":[{"state":"reserved"}]}"#)]
        }
        #expect(run.status == 3 && told(by: run).hasSuffix(": an answer without authorizations[0].authorizationId\n"))
        #expect(run.output.hasPrefix("session       \(Fixtures.id)\n"))
    }

    @Test func `an error without a number is no refusal`() throws {
        let (run, _) = try Fixtures.transcript(["status"]) { _, _ in [.error(#""lost""#)] }
        #expect(run.status == 3 && run.complaints.contains("an answer without code"))
    }
}
