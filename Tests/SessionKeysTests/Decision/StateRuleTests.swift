import Testing

@testable import SessionKeys
import TestSupport

/// State and time, chain and sender (rules 2.3).
struct StateRuleTests {
    private let call = Call(to: Sample.listed)
    private let access = [Permission.contractAccess(Sample.listed)]
    private let expiry = Sample.now + 100

    private func findings(_ session: Session, at moment: Moment, marginSec: Int64 = 0) -> [String] {
        session.decide(Operation(.calls([call], Gas())), at: moment, expiryMarginSec: marginSec).findings
    }

    private func moment(_ sec: Int64, isCertain: Bool = true) -> Moment {
        Moment(Instant(seconds: sec), isCertain: isCertain)
    }

    @Test func `an ended session answers by its status, whatever the time`() {
        for (cause, code) in [
            (Ending.Cause.revoked, "session_revoked"), (.expired, "session_expired"),
            (.exhausted, "session_exhausted"),
        ] {
            var session = Sample.session(access, expirySec: expiry, notBeforeSec: Sample.now + 50)
            session.end(Ending(cause, endedSec: Sample.now))
            for now in [0, Sample.now, expiry, expiry + 1000] {
                #expect(findings(session, at: moment(now)) == [code])
                #expect(findings(session, at: moment(now, isCertain: false)) == [code])
            }
        }
    }

    @Test func `a session takes nothing from its expiry on`() {
        let session = Sample.session(access, expirySec: expiry)
        #expect(findings(session, at: moment(expiry - 1)) == [])
        #expect(findings(session, at: moment(expiry)) == ["session_expired"])
        #expect(findings(session, at: moment(expiry + 1)) == ["session_expired"])
        // The second has begun, but it is not the expiry's yet.
        #expect(findings(session, at: Moment(Instant(milliseconds: expiry * 1000 - 1))) == [])
    }

    @Test func `a margin is taken off the expiry`() {
        let session = Sample.session(access, expirySec: expiry)
        #expect(findings(session, at: moment(expiry - 31), marginSec: 30) == [])
        #expect(findings(session, at: moment(expiry - 30), marginSec: 30) == ["session_expired"])
        #expect(findings(session, at: moment(0), marginSec: .max) == ["session_expired"])
        #expect(findings(Sample.session(access), at: moment(expiry), marginSec: .max) == [])
    }

    @Test func `a margin is named beside the expiry, and is none once that has come`() {
        let session = Sample.session(access, expirySec: expiry)
        func words(_ now: Int64) -> String? { session.stateReason(at: moment(now), expiryMarginSec: 90)?.message }
        let date = CivilDate(unixSeconds: expiry)
        #expect(
            words(expiry - 60) == "it is \(CivilDate(unixSeconds: expiry - 60)), and the session, which expires at "
                + "\(date), takes nothing in the last 1min 30s before that (ExpiryMarginSec=)")
        #expect(words(expiry) == "it is \(date), and the session takes nothing from \(date) on")
    }

    @Test func `a session takes nothing before its start`() {
        let session = Sample.session(access, notBeforeSec: Sample.now)
        #expect(findings(session, at: moment(Sample.now - 1)) == ["session_not_yet_valid"])
        #expect(findings(session, at: moment(Sample.now)) == [])
    }

    @Test func `an uncertain clock lets nothing through`() {
        let uncertain = moment(Sample.now, isCertain: false)
        #expect(findings(Sample.session(access), at: uncertain) == ["clock_uncertain"])
        #expect(findings(Sample.session([.root]), at: uncertain) == ["clock_uncertain"])
    }

    @Test func `a chain that is named is the session's`() {
        let session = Sample.session(access)
        #expect(session.judge([call], chainID: nil) == [])
        #expect(session.judge([call], chainID: 1) == [])
        #expect(session.judge([call], chainID: 2) == ["wrong_chain"])
        #expect(session.judge([call], chainID: 1 << 32 | 1) == ["wrong_chain"])
    }

    @Test func `a user operation's sender is the session's account`() {
        let session = Sample.session(access)
        let callData = CallData.execute(call)
        #expect(session.judge(callData: callData) == [])
        #expect(session.judge(callData: callData, sender: Sample.stranger) == ["wrong_account"])
        // Root is for this account only, too.
        #expect(Sample.session([.root]).judge(callData: callData, sender: Sample.stranger) == ["wrong_account"])
    }
}
