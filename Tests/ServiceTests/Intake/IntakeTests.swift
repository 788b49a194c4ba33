import ControlProtocol
import Descriptors
import ServiceTestSupport
import SessionKeys
import TestSupport
import Testing
import UnixSocket

@testable import Service

struct IntakeTests {
    @Test func `answers come one line a message, in the order of the messages`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            let lines = try desk.ask(
                Wire.request("session_authorize", Wire.transfer(within: session), id: "7")
                    + Wire.request("rpc_modules", "[]", id: "5")
                    + "[\(Wire.request("session_check", Wire.transfer(within: session), id: "6"))]")
            let answers = try lines.map { try JSONDocument(parsing: Array($0.utf8)).root }
            #expect(answers.map { $0["id"]?.integer } == [7, 5, nil])
            #expect(answers.last?.elements.map { $0["id"]?.integer } == [6])
        }
    }

    @Test func `later questions of a turn see what earlier ones did`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            let most = Wire.request("session_authorize", Wire.transfer(of: 99, within: session))
            let lines = try desk.ask(most + most + Wire.request("session_authorize", Wire.transfer(within: session)))
            #expect(lines.map { $0.contains(#""state":"reserved""#) } == [true, false, true])
            #expect(lines[1].contains("native_allowance_exceeded"))
        }
    }

    @Test func `a turn gives its events in order and the next deadline`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            try desk.take(
                Wire.request("session_authorize", Wire.transfer(within: session))
                    + Wire.request("session_revoke", #"{"sessionId":"\#(session)"}"#))
            #expect(desk.intake.count == 2)
            let outcome = try desk.intake.answer()
            #expect(outcome.events.map(\.body.type) == [.authorizationReserved, .sessionRevoked])
            #expect(outcome.events.map(\.sequence) == [2, 3])
            #expect(outcome.nextDeadline == Instant(seconds: desk.clock.reading.wall.seconds + 3600))
            #expect(outcome.requests.count == 2)
            #expect(desk.intake.isEmpty == true)
        }
    }

    @Test func `while the daemon shuts down nothing is done, and whoever asks is told so`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            desk.intake.refusesRequests = true
            let answer = try desk.request("session_authorize", Wire.transfer(within: session))
            #expect(answer["error"]?["code"]?.integer == -32002)
            #expect(answer["error"]?["data"]?["code"]?.string == "shutting_down")
            desk.intake.refusesRequests = false
            let authorizations = try desk.request("session_authorizations", #"{"sessionId":"\#(session)"}"#)["result"]
            #expect(authorizations?["authorizations"]?.count == 0)
        }
    }

    @Test func `a notification asks nothing and is answered nothing`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            let lines = try desk.ask(
                #"{"jsonrpc":"2.0","method":"session_revoke","params":{"sessionId":"\#(session)"}}"#)
            #expect(lines.isEmpty && desk.intake.count == 0)
            #expect(
                try desk.request("session_get", #"{"sessionId":"\#(session)"}"#)["result"]?["status"]?.string
                    == "active")
        }
    }

    @Test func `after what is no JSON nothing more is to be read; after a refused message there is`() throws {
        try withDesk(requestsPerMessage: 2) { desk in
            #expect(try desk.take(#"{"a":}"#) == [false])
            #expect(try desk.take(#"[1,2,3] {"a":1,"a":2} []"#) == [true, true, true])
            let outcome = try desk.intake.answer()
            #expect(outcome.replies.map(\.endsConnection) == [true, false, false, false])
            #expect(outcome.requests.isEmpty)
        }
    }

    @Test func `the time that a turn takes begins with its first message, though that was refused`() throws {
        try withDesk { desk in
            let before = SystemClock.monotonicMicroseconds()
            let caller = Caller(connection: 1, socket: .spend, peer: PeerCredentials(uid: 7, gid: 8, pid: 9))
            desk.intake.refuse(.unparsable("the input ends inside a message"), to: caller, endingConnection: true)
            try desk.take(Wire.request("session_list", "[]"))
            #expect(try desk.intake.answer().began >= before)
        }
    }

    @Test func `a new batch limit counts from the next message on`() throws {
        try withDesk(requestsPerMessage: 2) { desk in
            let refused = try desk.ask("[1,2,3]")
            #expect(refused.joined().contains("at most 2"))
            desk.intake.requestsPerMessage = 3
            let answered = try desk.ask("[1,2,3]").joined()
            #expect(answered.hasPrefix("[") && answered.hasSuffix("]"))
        }
    }

    @Test func `what is only read is left out of a batch's answer that grows too long, and what changes is not`() throws
    {
        try withDesk { desk in
            let session = try desk.createSession()
            desk.intake.answerSize = 100
            let read = Wire.request("session_get", #"{"sessionId":"\#(session)"}"#)
            let change = Wire.request("session_revoke", #"{"sessionId":"\#(session)"}"#)
            let answers = try JSONDocument(
                parsing: Array(try desk.ask("[\(read),\(read),\(change)]").joined().utf8)
            ).root
            #expect(answers.elements.map { $0["error"]?["data"]?["code"]?.string } == [nil, "answer_too_large", nil])
            #expect(answers.elements.map { $0["result"] != nil } == [true, false, true])
        }
    }

    @Test func `the clock is believed again by the last of a batch, and what comes next is for another one`() throws {
        try withDesk { desk in
            let (confirm, read) = (Wire.request("daemon_confirmClock", "[]"), Wire.request("session_list", "[]"))
            let answers = try JSONDocument(parsing: Array(try desk.ask("[\(confirm),\(read)]").joined().utf8)).root
            #expect(answers.elements.map { $0["error"]?["code"]?.integer } == [-32600, nil])
            #expect(desk.intake.isEnded == false)
            try desk.take("[\(read),\(confirm)]")
            #expect(desk.intake.isEnded == true)
            _ = try desk.intake.answer()
            #expect(desk.intake.isEnded == false)
        }
    }

    @Test func `a store that cannot write is told as that, each request by itself`() throws {
        let desk = Desk(BrokenLedger(.cannotWrite("no space left")))
        let lines = try desk.ask(
            Wire.request("wallet_createSession", Wire.session()) + Wire.request("rpc_modules", "[]")
                + Wire.request("session_list", "[]"))
        #expect(lines.map { $0.contains("-32002") } == [true, false, true])
        #expect(lines.first?.contains(#""code":"store_cannot_write""#) == true)
        #expect(lines.first?.contains("nothing was done") == true)
    }

    @Test func `when writes may be lost nobody is answered anything`() throws {
        let desk = Desk(BrokenLedger(.mayHaveLostWrites("the disk failed")))
        try desk.take(Wire.request("rpc_modules", "[]") + Wire.request("session_list", "[]"))
        #expect(throws: LedgerError.mayHaveLostWrites("the disk failed")) { try desk.intake.answer() }
        #expect(desk.intake.isEmpty == true)
    }

    @Test func `answers are given once the log is flushed, which has begun before they were written`() throws {
        let log = TrackedLog()
        let desk = Desk(AheadLedger(log: log))
        let nobody = "0x" + String(repeating: "1", count: 32)
        let transfer = Wire.request("session_authorize", Wire.transfer(within: nobody))
        let lines = try desk.ask(transfer)
        #expect(lines.count == 1 && log.begun == 1 && log.flushed == 1)
        try desk.take(transfer)
        let outcome = try desk.intake.answer()
        #expect(outcome.commitMicroseconds >= TrackedLog.microseconds)
        log.fail()
        try desk.take(transfer)
        #expect(throws: LedgerError.mayHaveLostWrites("flush")) { try desk.intake.answer() }
    }

    @Test func `an unexplained step authorizes nothing until it is confirmed`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            desk.clock.step(seconds: 7200)
            desk.daemonClock.observe()
            let denied = try desk.request("session_authorize", Wire.transfer(within: session))
            #expect(denied["error"]?["data"]?["code"]?.string == "clock_uncertain")
            let lines = try desk.ask(
                Wire.request("daemon_confirmClock", "[]")
                    + Wire.request("session_get", #"{"sessionId":"\#(session)"}"#))
            #expect(lines.allSatisfy { $0.contains(#""result""#) })
            let allowed = try desk.request("session_authorize", Wire.transfer(within: session))
            #expect(allowed["result"]?["state"]?.string == "reserved")
        }
    }

    @Test func `a subscription begins at its own place in the turn`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            let authorize = Wire.request("session_authorize", Wire.transfer(within: session))
            try desk.take(authorize + Wire.request("session_subscribe") + authorize)
            _ = try desk.intake.answer()
            var asked: [Int64] = []
            _ = desk.subscriptions.catchUp(mayReceive: { _ in true }) { after, _, _ in
                asked.append(after)
                return ([], 3)
            }
            #expect(asked == [2])
        }
    }
}
