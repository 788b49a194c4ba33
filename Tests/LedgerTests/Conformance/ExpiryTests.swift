import SessionKeys
import Testing
import TestSupport

@Suite("A session that expires") struct ExpiryTests {
    @Test(arguments: Backend.allCases)
    func `ends by itself, at its expiry, however late anybody looks`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(expirySec: FakeClock.startSec + 10))
            clerk.pass(seconds: 9)
            #expect(try clerk.maintain().events.isEmpty)
            clerk.pass(seconds: 500)
            let ending = Ending(.expired, endedSec: FakeClock.startSec + 10)
            #expect(try clerk.maintain().events.map(\.body) == [.ended(ending)])
            #expect(try clerk.session(id).ending == ending)
            #expect(try clerk.meters(of: id) == [[0, 0, 0]])
            #expect(try clerk.maintain().events.isEmpty)
            #expect(try clerk.authorize(.transfer(1), within: id).denial == .sessionExpired)
        }
    }

    @Test(arguments: Backend.allCases)
    func `takes nothing from its expiry on, although nobody has ended it yet`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(expirySec: FakeClock.startSec + 10))
            clerk.pass(seconds: 10)
            #expect(try clerk.authorize(.transfer(1), within: id).denial == .sessionExpired)
        }
    }

    @Test(arguments: Backend.allCases)
    func `has its reservations settled after its end`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(expirySec: FakeClock.startSec + 10))
            _ = try clerk.reserve(.transfer(1000), within: id)
            clerk.pass(seconds: 5000)
            #expect(try clerk.maintain().events.map(\.body.type) == [.sessionExpired, .authorizationSettled])
            #expect(try clerk.session(id).status == .expired)
        }
    }
}
