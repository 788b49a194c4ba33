import SessionKeys
import Testing
import TestSupport

@Suite("A ledger that fails") struct MemoryLedgerTests {
    @Test func `answers every request of the batch with the failure, and changes nothing`() throws {
        let ledger = MemoryLedger()
        let clerk = Clerk(ledger)
        let id = try clerk.create()
        ledger.failNext(2, with: .cannotWrite("full"))
        let batch = [clerk.authorization(of: .transfer(1), within: id), clerk.creation(of: .make())]
        for _ in 0..<2 {
            let answered = try clerk.commit(batch)
            #expect(answered.answers == [.failure(.cannotWrite("full")), .failure(.cannotWrite("full"))])
            #expect(answered.events.isEmpty)
        }
        #expect(try clerk.history() == [.sessionCreated])
        #expect(try clerk.commit(batch).events.map(\.sequence) == [2, 3])
    }

    @Test func `throws where writes may be lost`() throws {
        let ledger = MemoryLedger()
        ledger.failNext(with: .mayHaveLostWrites("fsync"))
        #expect(throws: LedgerError.mayHaveLostWrites("fsync")) { try Clerk(ledger).commit([]) }
    }

    @Test func `throws from maintenance and from keeping the clock`() throws {
        let ledger = MemoryLedger()
        ledger.failNext(2)
        #expect(throws: LedgerError.cannotWrite("no space left")) { try Clerk(ledger).maintain() }
        #expect(throws: LedgerError.cannotWrite("no space left")) { try ledger.keep(FakeClock().reading) }
        #expect(ledger.keptClock == nil)
    }
}
