import SessionKeys
import Testing
import TestSupport

@Suite("Revoking") struct RevocationTests {
    @Test(arguments: Backend.allCases)
    func `a session ends at once, with the reason that was given`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            clerk.pass(seconds: 3)
            #expect(try clerk.revoke(.session(id), reason: "key \u{1F511} lost") == .revoked([id]))
            let ending = Ending(.revoked, endedSec: FakeClock.startSec + 3, reason: "key \u{1F511} lost")
            #expect(try clerk.session(id).ending == ending)
            #expect(try clerk.events().map(\.body).last == .ended(ending))
            #expect(try clerk.authorize(.transfer(1), within: id).denial == .sessionRevoked)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what has ended stays as it ended`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            _ = try clerk.revoke(.session(id), reason: "first")
            let events = try clerk.events()
            clerk.pass(seconds: 1)
            #expect(try clerk.revoke(.session(id), reason: "second") == .revoked([]))
            #expect(try clerk.session(id).ending?.reason == "first")
            #expect(try clerk.events() == events)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an account loses all its active sessions, oldest first, and nobody else any`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let ended = try clerk.create()
            let first = try clerk.create()
            let foreign = try clerk.create(.make(account: .make(50)))
            let second = try clerk.create(.make(chainID: 10))
            _ = try clerk.revoke(.session(ended), reason: "before")
            #expect(try clerk.revoke(.account(.account), reason: "all").revokedIDs() == [first, second])
            #expect(try clerk.session(ended).ending?.reason == "before")
            #expect(try clerk.session(foreign).status == .active)
            #expect(try clerk.revoke(.account(.account)).revokedIDs().isEmpty)
            #expect(try clerk.revoke(.account(.make(51))).revokedIDs().isEmpty)
        }
    }
}
