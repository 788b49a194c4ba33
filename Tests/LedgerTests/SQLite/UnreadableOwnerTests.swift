import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

@Suite("A damaged session with many reservations") struct UnreadableOwnerTests {
    @Test func `has all of them passed over at once, and those of others settled`() throws {
        try Store.withClosed({ clerk in
            let (damaged, whole) = (try clerk.create(), try clerk.create())
            for _ in 0..<50 { _ = try clerk.reserve(.transfer(1), within: damaged) }
            clerk.pass(seconds: 1)
            _ = try clerk.reserve(.transfer(1), within: whole)
        }) { store in
            try store.execute("UPDATE balance SET seal = seal + 1 WHERE slot = \(BalanceSlot.first(of: 1))")
            let ledger = try store.open()
            let clerk = Clerk(ledger)
            clerk.pass(seconds: 2 * 3600)
            let done = try clerk.maintain()
            #expect(done.events.map(\.body.type) == [.authorizationSettled] && !done.damage.isEmpty)
            #expect(ledger.store.passedOver.failures == 1 && ledger.store.passedOver.owners == [1])
            #expect(try clerk.maintain() == Maintenance(events: [], nextDeadline: nil))
        }
    }

    @Test func `is told beside another one`() throws {
        try Store.withClosed({ clerk in
            for number: UInt128 in 1...2 {
                _ = try clerk.answer(.create(.make(freshID: SessionID(number))))
                _ = try clerk.reserve(.transfer(1), within: SessionID(number))
            }
        }) { store in
            try store.execute("UPDATE session SET seal = seal + 1")
            let clerk = Clerk(try store.open())
            clerk.pass(seconds: 2 * 3600)
            let told = try clerk.maintain().damage.map(\.description)
            #expect(told.count == 2)
            for number: UInt128 in 1...2 { #expect(told.contains { $0.contains("\(SessionID(number))") }) }
        }
    }
}
