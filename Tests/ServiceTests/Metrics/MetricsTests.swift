import ServiceTestSupport
import SessionKeys
import TestSupport
import Testing

@testable import Service

struct MetricsTests {
    private let metrics = Metrics()

    /// Answers messages in one turn, a hundred microseconds after it began, and counts it as the loop does.
    private func turn(_ messages: [String], on desk: Desk) throws {
        metrics.beginTurn(desk.clock.reading)
        try desk.take(messages.joined())
        let outcome = try desk.intake.answer()
        metrics.count(outcome, at: outcome.began + 100)
        metrics.count(outcome.events)
    }

    @Test func `requests count by kind, decisions by how they went`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            let authorize = Wire.request("session_authorize", Wire.transfer(of: 60, within: session))
            try turn([authorize, authorize, authorize], on: desk)
            try turn([Wire.request("session_get", #"{"sessionId":"\#(session)"}"#)], on: desk)
            #expect(metrics.turns == 2)
            #expect(
                metrics.requests[.authorize] == 3 && metrics.requests[.read] == 1
                    && metrics.requests.total == 4)
            #expect(metrics.rates.total.authorized == 1 && metrics.rates.total.denied == 2)
            #expect(metrics.denials == [.nativeAllowanceExceeded: 2])
            #expect(metrics.reservations == 1 && metrics.sessionsCreated == 0)
        }
    }

    @Test func `a turn's time counts for each authorization of it, and only commits that wrote are commits`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            try turn([Wire.request("session_get", #"{"sessionId":"\#(session)"}"#)], on: desk)
            #expect(metrics.authorize == .ofWork && metrics.commit == .ofWork)
            let authorize = Wire.request("session_authorize", Wire.transfer(of: 60, within: session))
            try turn([authorize, authorize, authorize], on: desk)
            #expect(metrics.authorize.counts[3] == 3 && metrics.authorize.sum == 300)
            #expect(metrics.commit.counts.reduce(0, +) == 1)
        }
    }

    @Test func `ends count by status, and expiry is late by what it is late`() {
        let id = SessionID(7)
        func ended(_ cause: Ending.Cause, at milliseconds: Int64) -> Event {
            Event(
                sequence: 1, time: Instant(milliseconds: milliseconds), session: id,
                body: .ended(Ending(cause, endedSec: 100)))
        }
        metrics.count([ended(.expired, at: 100_000), ended(.expired, at: 107_000), ended(.revoked, at: 900_000)])
        #expect(metrics.sessionsEnded == [.expired: 2, .revoked: 1])
        #expect(metrics.expiryLateness.sum == 7_000_000)
        #expect(metrics.expiryLateness.counts.first == 1 && metrics.expiryLateness.counts.reduce(0, +) == 2)
    }

    @Test func `what is refused counts by the code of its error, whoever reads it`() throws {
        try withDesk { desk in
            try turn([Wire.request("session_chek"), Wire.request("session_get", #"{"sesionId":"0x1"}"#)], on: desk)
            #expect(metrics.refusals[-32601] == 1 && metrics.refusals[-32602] == 1)
            try turn([Wire.request("wallet_createSession", Wire.session(""))], on: desk)
            #expect(metrics.refusals[-32602] == 2 && metrics.sessionsCreated == 0)
            let unknown = "\(SessionID(7))"
            try turn(
                [
                    Wire.request("session_get", #"{"sessionId":"\#(unknown)"}"#),
                    Wire.request("session_authorize", Wire.transfer(within: unknown)),
                ], on: desk)
            #expect(metrics.refusals[-32001] == 2 && metrics.denials.isEmpty)
            #expect(metrics.requests[.authorize] == 1 && metrics.requests[.read] == 1)
            #expect(metrics.refusals.values.reduce(0, +) == 5 && metrics.overreaches == 0)
        }
    }

    @Test func `what the store fails is counted`() throws {
        let desk = Desk(BrokenLedger(.cannotWrite("no space")))
        try turn([Wire.request("wallet_createSession", Wire.session())], on: desk)
        #expect(metrics.storeFailures == 1 && metrics.storeIsFailing)
        try withDesk { desk in try turn([Wire.request("wallet_createSession", Wire.session())], on: desk) }
        #expect(metrics.storeFailures == 1 && !metrics.storeIsFailing)
    }

    @Test func `what is damaged does not make the store one that fails`() throws {
        let desk = Desk(BrokenLedger(.corrupt("a seal is broken")))
        try turn([Wire.request("wallet_createSession", Wire.session())], on: desk)
        #expect(metrics.storeFailures == 1 && !metrics.storeIsFailing)
    }

    @Test func `a key that a client chose is not among the denials`() throws {
        try withDesk { desk in
            let key = #","idempotencyKey":"order 77""#
            let session = try desk.createSession()
            for value in 1...2 {
                let transfer = Wire.transfer(of: value, within: session, more: key)
                try turn([Wire.request("session_authorize", transfer)], on: desk)
            }
            #expect(metrics.recentDenials.newestFirst.map(\.message) == ["the key was used for something else"])
        }
    }

    @Test func `the last denials are kept, the newest first`() throws {
        try withDesk { desk in
            let session = try desk.createSession()
            for value in 1000..<1020 {
                try turn([Wire.request("session_authorize", Wire.transfer(of: value, within: session))], on: desk)
            }
            let kept = metrics.recentDenials.newestFirst
            #expect(kept.count == RecentDenials.limit)
            let asked = kept.map { String($0.message.prefix(while: \.isNumber)) }
            #expect(asked == (1004..<1020).reversed().map(String.init))
        }
    }
}
