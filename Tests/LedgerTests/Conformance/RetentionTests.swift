import SessionKeys
import Testing
import TestSupport

@Suite("Retention") struct RetentionTests {
    private static let day: Int64 = 86_400

    private static var rules: LedgerRules {
        var rules = LedgerRules()
        rules.retentionSec = 10 * day
        return rules
    }

    @Test(arguments: Backend.allCases, [1, 2, 3, 256])
    func `takes the history of ended sessions, and leaves them their meters`(backend: Backend, limit: Int) throws {
        try backend.withClerk(rules: Self.rules) { clerk in
            let id = try clerk.create(.make(), key: "grant")
            let paid = try clerk.reserve(.transfer(5), within: id, named: "pay")
            _ = try clerk.settle(paid, as: .success)
            _ = try clerk.authorize(.transfer(6), within: id, settle: true)
            _ = try clerk.revoke(.session(id), reason: "done")
            let before = try clerk.record(of: id)
            clerk.pass(seconds: 10 * Self.day + 1)
            let other = try clerk.create()
            _ = try clerk.authorize(.transfer(1), within: other, settle: true)

            let removal = try clerk.removeAllHistory(limit: limit)
            #expect((removal.events, removal.authorizations) == (5, 2))
            #expect(try clerk.events().map(\.sequence) == [6, 7])
            #expect(try clerk.authorizations(of: id).entries.isEmpty)
            #expect(try clerk.authorizations(of: other).entries.count == 1)
            #expect(try clerk.record(of: id) == before)
            #expect(try clerk.meters(of: id) == [[11, 0, 0]])
            #expect(clerk.ledger.overview.firstEvent == 6 && clerk.ledger.overview.lastEvent == 7)
            // The key of the creation stands for the same session, and what was spent in it cannot be spent again.
            #expect(try clerk.create(.make(), key: "grant") == id)
            #expect(try clerk.authorize(.transfer(5), within: id, named: "pay").denial == .sessionRevoked)
            #expect(try clerk.authorize(.transfer(9), within: id, named: "pay").denial == .sessionRevoked)
            #expect(try clerk.settle(paid, as: .dropped) == .unknownAuthorization(paid.id))
            #expect(try clerk.revoke(.session(id)).revokedIDs().isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `leaves active sessions their authorizations and keys, however old they are`(backend: Backend) throws {
        try backend.withClerk(rules: Self.rules) { clerk in
            let id = try clerk.create()
            let paid = try clerk.authorize(.transfer(5), within: id, named: "pay", settle: true).authorization()
            clerk.pass(seconds: 100 * Self.day)
            _ = try clerk.create()
            let removal = try clerk.removeAllHistory()
            #expect((removal.events, removal.authorizations) == (2, 0))
            #expect(try clerk.authorizations(of: id).entries == [paid])
            #expect(try clerk.authorize(.transfer(5), within: id, named: "pay", settle: true).authorization() == paid)
            #expect(try clerk.meters(of: id) == [[5, 0, 995]])
            // What happens to it later is linked to what is gone, and goes in its turn.
            _ = try clerk.revoke(.session(id))
            #expect(try clerk.events(of: id).map(\.sequence) == [4])
            clerk.pass(seconds: 11 * Self.day)
            _ = try clerk.authorize(.transfer(1), within: clerk.create(), settle: true)
            #expect(try clerk.removeAllHistory().authorizations == 1)
            #expect(try clerk.authorizations(of: id).entries.isEmpty && clerk.events(of: id).isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `waits for reservations that are open`(backend: Backend) throws {
        var rules = Self.rules
        rules.reservationSec = 30 * Self.day
        try backend.withClerk(rules: rules) { clerk in
            let id = try clerk.create()
            let open = try clerk.reserve(.transfer(5), within: id)
            _ = try clerk.revoke(.session(id))
            clerk.pass(seconds: 20 * Self.day)
            let lasting = try clerk.create()
            _ = try clerk.authorize(.transfer(1), within: lasting, settle: true)
            #expect(try clerk.removeAllHistory().authorizations == 0)
            #expect(try clerk.settle(open, as: .dropped).settlement().outcome == .dropped)
            #expect(try clerk.meters(of: id) == [[0, 0, 0]])
            #expect(try clerk.removeAllHistory().count == 0)
            clerk.pass(seconds: 11 * Self.day)
            _ = try clerk.create()
            #expect(try clerk.removeAllHistory().authorizations == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `says which events are kept, and does not skip any that was asked for`(backend: Backend) throws {
        try backend.withClerk(rules: Self.rules) { clerk in
            let id = try clerk.create()
            for _ in 0..<149 { _ = try clerk.reserve(.transfer(1), within: id) }
            clerk.pass(seconds: 11 * Self.day)
            for _ in 0..<150 { _ = try clerk.authorize(.transfer(1), within: id, settle: true) }
            #expect(try clerk.removeAllHistory(limit: 7).events == 150)
            for session in [nil, id] {
                #expect(try clerk.events(of: session).map(\.sequence) == Array(151...300))
                #expect(try clerk.events(after: 150, of: session, limit: 2).map(\.sequence) == [151, 152])
                #expect(try clerk.events(after: 200, of: session, limit: 70).map(\.sequence) == Array(201...270))
                guard
                    case .invalid(let fault) = try clerk.answer(.read(.events(after: 149, session: session, limit: 9)))
                else {
                    Issue.record("an event was skipped")
                    return
                }
                #expect(fault.path == "after" && fault.message.contains("comes after 150"))
            }
            let other = try clerk.create()
            #expect(try clerk.events(of: other).map(\.sequence) == [301])
        }
    }

    @Test(arguments: Backend.allCases)
    func `keeps nobody from a session's events where only those of others have gone`(backend: Backend) throws {
        try backend.withClerk(rules: Self.rules) { clerk in
            let (quiet, busy) = (try clerk.create(), try clerk.create())
            _ = try clerk.authorize(.transfer(1), within: quiet, settle: true)
            for _ in 0..<100 { _ = try clerk.authorize(.transfer(1), within: busy, settle: true) }
            clerk.pass(seconds: 11 * Self.day)
            _ = try clerk.create()
            #expect(try clerk.removeAllHistory(limit: 7).events == 103)
            for expected in [[], [105]] as [[Int64]] {
                #expect(try clerk.events(after: 3, of: quiet).map(\.sequence) == expected)
                for (after, session) in [(2, quiet), (3, busy), (102, busy), (3, nil)] as [(Int64, SessionID?)] {
                    let answer = try clerk.answer(.read(.events(after: after, session: session, limit: 9)))
                    guard case .invalid = answer else {
                        Issue.record("\(after): \(answer)")
                        return
                    }
                }
                _ = try clerk.authorize(.transfer(1), within: quiet, settle: true)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `never takes the newest numbers, and tells when to come again`(backend: Backend) throws {
        try backend.withClerk(rules: Self.rules) { clerk in
            let id = try clerk.create()
            _ = try clerk.authorize(.transfer(1), within: id, settle: true)
            _ = try clerk.authorize(.transfer(2), within: id, settle: true)
            #expect(
                try clerk.removeHistory().next == Instant(seconds: FakeClock.startSec + 10 * Self.day))
            _ = try clerk.revoke(.session(id))
            clerk.pass(seconds: 11 * Self.day)
            #expect(try clerk.removeAllHistory() == Removal(events: 3))
            #expect(clerk.ledger.overview.firstEvent == 4 && clerk.ledger.overview.lastEvent == 4)
            let other = try clerk.create()
            #expect(try clerk.removeAllHistory() == Removal(events: 1))
            #expect(try clerk.authorizations(of: id).entries.count == 2)
            let next = try clerk.authorize(.transfer(1), within: other, settle: true).authorization()
            #expect(next.id.number == 6)
            #expect(try clerk.removeAllHistory() == Removal(authorizations: 2))
        }
    }

    @Test(arguments: Backend.allCases)
    func `takes nothing without being told to, nor by a clock that is not believed`(backend: Backend) throws {
        try backend.withClerk { clerk in
            _ = try clerk.revoke(.session(clerk.create()))
            clerk.pass(seconds: 1000 * Self.day)
            _ = try clerk.create()
            #expect(try clerk.removeHistory() == Removal())
            clerk.ledger.rules = Self.rules
            clerk.now = Moment(clerk.now.now, isCertain: false)
            #expect(try clerk.removeHistory() == Removal())
            #expect(try clerk.events().count == 3)
            clerk.now = Moment(clerk.now.now)
            #expect(try clerk.removeAllHistory() == Removal(events: 2))
        }
    }
}
