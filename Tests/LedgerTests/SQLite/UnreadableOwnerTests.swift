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
            #expect(done.events.map(\.body.type) == [.authorizationSettled] && done.damage != nil)
            #expect(ledger.store.passedOver.failures == 1 && ledger.store.passedOver.owners == [1])
            #expect(try clerk.maintain() == Maintenance(events: [], nextDeadline: nil))
        }
    }
}
