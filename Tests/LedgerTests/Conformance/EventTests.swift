import SessionKeys
import Testing
import TestSupport

@Suite("Events") struct EventTests {
    @Test(arguments: Backend.allCases)
    func `tell in order what happened, numbered from 1 without gaps`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create(.make(chainID: 10))
            clerk.pass(seconds: 1)
            let first = try clerk.reserve(.transfer(400), within: id)
            let second = try clerk.authorize(.transfer(100), within: id, settle: true).authorization()
            _ = try clerk.settle(first, as: .dropped)
            _ = try clerk.authorize(.transfer(9999), within: id)
            let third = try clerk.authorize(.transfer(900), within: id, settle: true).authorization()

            let events = try clerk.events()
            #expect(
                events.map(\.body) == [
                    .created(account: .account, chainID: 10), .reserved(first.id, debits: [Debit(.native, 400)]),
                    .settled(second.id, debits: [Debit(.native, 100)], outcome: .success),
                    .settled(first.id, debits: [], outcome: .dropped),
                    .settled(third.id, debits: [Debit(.native, 900)], outcome: .success),
                    .ended(Ending(.exhausted, endedSec: FakeClock.startSec + 1)),
                ])
            #expect(events.map(\.sequence) == [1, 2, 3, 4, 5, 6])
            #expect(Set(events.map(\.session)) == [id])
            #expect(events.map(\.time.seconds) == [0, 1, 1, 1, 1, 1].map { FakeClock.startSec + $0 })
        }
    }

    @Test(arguments: Backend.allCases)
    func `are kept as the batch told them`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let id = try clerk.create()
            let answered = try clerk.commit([
                clerk.authorization(of: .transfer(1), within: id, settle: true),
                clerk.authorization(of: .transfer(2), within: id),
                .revoke(RevokeRequest(.session(id), reason: "done")),
            ])
            #expect(answered.events.count == 3)
            #expect(try clerk.events(after: 1) == answered.events)
        }
    }

    @Test(arguments: Backend.allCases)
    func `are read from a number on, of one session or of all, and the last number beside them`(
        backend: Backend
    ) throws {
        try backend.withClerk { clerk in
            let one = try clerk.create()
            let other = try clerk.create()
            for amount in UInt64(1)...3 {
                let value = Amount(low: UInt128(amount))
                _ = try clerk.authorize(.transfer(value), within: amount == 2 ? other : one, settle: true)
            }
            #expect(try clerk.events(after: 2).map(\.sequence) == [3, 4, 5])
            #expect(try clerk.events(after: 2, limit: 2).map(\.sequence) == [3, 4])
            #expect(try clerk.events(of: one).map(\.sequence) == [1, 3, 5])
            #expect(try clerk.events(after: 1, of: one, limit: 1).map(\.sequence) == [3])
            #expect(try clerk.events(of: other).map(\.sequence) == [2, 4])
            #expect(try clerk.answer(.read(.events(after: 5, session: nil, limit: 9))) == .events([], last: 5))
            #expect(try clerk.answer(.read(.events(after: 77, session: one, limit: 9))) == .events([], last: 5))
        }
    }

    @Test(arguments: Backend.allCases)
    func `of a session with a long history are read in pieces of any size, from anywhere`(backend: Backend) throws {
        try backend.withClerk { clerk in
            let one = try clerk.create()
            let other = try clerk.create()
            for step in 1...150 {
                _ = try clerk.reserve(.transfer(1), within: one)
                if step.isMultiple(of: 3) { _ = try clerk.authorize(.transfer(1), within: other, settle: true) }
            }
            let all = try clerk.events().filter { $0.session == one }.map(\.sequence)
            #expect(all.count == 151)
            for (after, limit) in [(0, 1000), (0, 1), (3, 64), (63, 65), (100, 7), (195, 20), (202, 1)] {
                let expected = all.filter { $0 > after }.prefix(limit)
                let events = try clerk.events(after: Int64(after), of: one, limit: limit)
                #expect(events.map(\.sequence) == Array(expected), "after \(after), \(limit)")
            }
            #expect(try clerk.events(of: one).map(\.sequence) == all)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a page ends before its answer grows too large, and reading goes on from there`(backend: Backend) throws {
        try backend.withClerk { clerk in
            _ = try clerk.commit((1...2000).map { _ in clerk.creation(of: .make()) })
            let page = try clerk.events(after: 0, limit: 2000)
            #expect(page.count < 2000 && page.map(\.sequence) == Array(1...Int64(page.count)))
            #expect(try clerk.events().map(\.sequence) == Array(1...2000))
        }
    }
}
