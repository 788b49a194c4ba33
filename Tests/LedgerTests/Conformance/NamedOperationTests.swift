import SessionKeys
import Testing
import TestSupport

@Suite("An operation with a name") struct NamedOperationTests {
    @Test(arguments: Backend.allCases)
    func `the same again gets the first answer, and debits nothing`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let first = try clerk.reserve(.transfer(10), within: id, named: "pay")
            _ = try clerk.reserve(.transfer(100), within: id)
            clerk.pass(seconds: 10)
            let events = try clerk.events()
            #expect(try clerk.authorize(.transfer(10), within: id, named: "pay").authorization() == first)
            #expect(try clerk.meters(of: id) == [[0, 110, 890]])
            #expect(try clerk.events() == events)
        }
    }

    @Test(arguments: Backend.allCases)
    func `after its success it is answered as it was, with the meters of the first answer`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let first = try clerk.reserve(.transfer(10), within: id, named: "pay")
            _ = try clerk.settle(first, as: .success)
            let again = try clerk.authorize(.transfer(10), within: id, named: "pay").authorization()
            #expect(again.id == first.id)
            #expect(again.meters == first.meters)
            #expect(try clerk.meters(of: id) == [[10, 0, 990]])
        }
    }

    @Test(arguments: Backend.allCases)
    func `another operation under the name is a conflict, and so is another way to settle`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            _ = try clerk.reserve(.transfer(10), within: id, named: "pay")
            let others: [Operation] = [
                .transfer(11), .transfer(10, to: .make(77)), .transfer(10, gas: .make(1)), .transfer(10, chainID: 2),
                .userOperation(Call(to: .recipient, value: 10)),
            ]
            for other in others {
                #expect(try clerk.authorize(other, within: id, named: "pay").denial == .idempotencyConflict)
            }
            let settled = try clerk.authorize(.transfer(10), within: id, named: "pay", settle: true)
            #expect(settled.denial == .idempotencyConflict)
            #expect(try clerk.meters(of: id) == [[0, 10, 990]])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a chain that is not named is the session's`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(chainID: 8453))
            let unnamed = try clerk.reserve(.transfer(10), within: id, named: "a")
            let again = try clerk.authorize(.transfer(10, chainID: 8453), within: id, named: "a")
            #expect(try again.authorization() == unnamed)
            let named = try clerk.reserve(.transfer(10, chainID: 8453), within: id, named: "b")
            #expect(try clerk.authorize(.transfer(10), within: id, named: "b").authorization() == named)
        }
    }

    @Test(arguments: Backend.allCases, [Settlement.Outcome.reverted, .dropped])
    func `after it was not executed its name is spent`(backend: Backend, outcome: Settlement.Outcome) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let first = try clerk.reserve(.transfer(10), within: id, named: "pay")
            _ = try clerk.settle(first, as: outcome)
            #expect(try clerk.authorize(.transfer(10), within: id, named: "pay").denial == .alreadySettled)
            #expect(try clerk.authorize(.transfer(11), within: id, named: "pay").denial == .idempotencyConflict)
            _ = try clerk.reserve(.transfer(10), within: id, named: "pay again")
        }
    }

    @Test(arguments: Backend.allCases)
    func `once the session has ended its state is answered, after a conflict and before a spent name`(
        backend: Backend
    ) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            _ = try clerk.reserve(.transfer(10), within: id, named: "open")
            let dropped = try clerk.reserve(.transfer(10), within: id, named: "dropped")
            _ = try clerk.settle(dropped, as: .dropped)
            _ = try clerk.revoke(.session(id))
            #expect(try clerk.authorize(.transfer(10), within: id, named: "open").denial == .sessionRevoked)
            #expect(try clerk.authorize(.transfer(10), within: id, named: "dropped").denial == .sessionRevoked)
            #expect(try clerk.authorize(.transfer(11), within: id, named: "open").denial == .idempotencyConflict)
        }
    }

    @Test(arguments: Backend.allCases)
    func `after its expiry a session does not repeat an answer`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(expirySec: FakeClock.startSec + 10))
            _ = try clerk.reserve(.transfer(10), within: id, named: "pay")
            clerk.pass(seconds: 10)
            #expect(try clerk.authorize(.transfer(10), within: id, named: "pay").denial == .sessionExpired)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a name belongs to its session, and is compared by its bytes`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let composed = try clerk.reserve(.transfer(1), within: id, named: "caf\u{E9}")
            let decomposed = try clerk.reserve(.transfer(1), within: id, named: "cafe\u{301}")
            let elsewhere = try clerk.reserve(.transfer(1), within: clerk.create(), named: "caf\u{E9}")
            #expect(Set([composed.id, decomposed.id, elsewhere.id]).count == 3)
        }
    }
}
