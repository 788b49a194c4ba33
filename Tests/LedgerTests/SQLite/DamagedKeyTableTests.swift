import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

/// A page of the table of idempotency keys is not what was written.
@Suite("A damaged table of keys") struct DamagedKeyTableTests {
    private let id = SessionID(1)

    private func open(_ store: Store) throws -> Clerk {
        Clerk(
            try SQLiteLedger(
                path: store.path, rules: LedgerRules(), keyLimits: KeyLimits(generation: 64, run: 8)))
    }

    /// A store of two thousand keys, most of which have moved to their table.
    private func withKeys(_ body: (Store) throws -> Void) throws {
        try Store.withNew { store in
            let clerk = try open(store)
            _ = try clerk.answer(.create(.make(.make([.nativeTokenTransfer(allowance: .maximum)]), freshID: id)))
            for first in stride(from: 0, to: 2000, by: 100) {
                _ = try clerk.commit(
                    (first..<first + 100).map {
                        clerk.authorization(of: .transfer(1), within: id, named: "key \($0)", settle: true)
                    })
            }
            try clerk.ledger.close()
            clerk.ledger = MemoryLedger()
            try body(store)
        }
    }

    @Test func `refuses what is asked for on that page, and nothing else`() throws {
        try withKeys { store in
            try store.damageFirstPage(of: "authorization_key")
            let clerk = try open(store)
            var paid: [String: Answer] = [:]
            for number in 0..<200 {
                let name = "new \(number)"
                paid[name] = try? clerk.authorize(.transfer(1), within: id, named: name, settle: true)
            }
            #expect(paid.count > 100 && paid.count < 200)
            #expect(clerk.ledger.takeDamage() != nil && clerk.ledger.takeDamage() == nil)
            // What could not move to the table is known all the same, also by the next one that opens the store.
            for clerk in [clerk, nil] {
                let clerk = try clerk ?? open(store)
                for (name, answer) in paid {
                    #expect(try clerk.authorize(.transfer(1), within: id, named: name, settle: true) == answer)
                }
                try clerk.ledger.close()
                clerk.ledger = MemoryLedger()
            }
            #expect(try store.number("SELECT count(*) FROM authorization") == Int64(2000 + paid.count))
        }
    }

    @Test(arguments: [false, true])
    func `is done without where it only repeats the authorizations, and refuses nothing`(isOpen: Bool) throws {
        try withKeys { store in
            let page = try store.rootPage(of: "authorization_key_run")
            if !isOpen { try store.damage(page: page) }
            let clerk = try open(store)
            if isOpen {
                try #require(clerk.ledger as? SQLiteLedger).connection.execute("PRAGMA shrink_memory")
                try store.damage(page: page)
            }
            for number in 0..<200 {
                _ = try clerk.authorize(.transfer(1), within: id, named: "new \(number)", settle: true)
            }
            #expect(clerk.ledger.takeDamage() != nil && clerk.ledger.takeDamage() == nil)
            try clerk.ledger.close()
            clerk.ledger = MemoryLedger()
            clerk.ledger = try open(store).ledger
            for name in (0..<200).map({ "new \($0)" }) + (0..<2000).map({ "key \($0)" }) {
                _ = try clerk.authorize(.transfer(1), within: id, named: name, settle: true)
            }
            try clerk.ledger.close()
            clerk.ledger = MemoryLedger()
            #expect(try store.number("SELECT count(*) FROM authorization") == 2200)
        }
    }

    @Test func `keeps no other session's history from being removed`() throws {
        try withKeys { store in
            let clerk = try open(store)
            let other = SessionID(2)
            _ = try clerk.answer(.create(.make(freshID: other)))
            for number in 0..<10 {
                _ = try clerk.authorize(.transfer(1), within: other, settle: number.isMultiple(of: 2))
            }
            for id in [id, other] { _ = try clerk.revoke(.session(id)) }
            clerk.pass(seconds: 2 * 86_400)
            try clerk.maintain()
            // The newest event and authorization stay.
            _ = try clerk.answer(.create(.make(freshID: SessionID(3))))
            _ = try clerk.authorize(.transfer(1), within: SessionID(3), settle: true)
            try clerk.ledger.close()
            clerk.ledger = MemoryLedger()
            try store.damageFirstPage(of: "authorization_key")
            let next = try open(store)
            next.pass(seconds: 4 * 86_400)
            next.ledger.rules.retentionSec = 86_400
            var damage = 0
            for _ in 0..<100 { if try next.removeHistory(limit: 64).damage != nil { damage += 1 } }
            #expect(damage > 0)
            #expect(try next.authorizations(of: other).entries.isEmpty)
            #expect(try !next.authorizations(of: id).entries.isEmpty)
        }
    }

    @Test func `is tried again once memory has no room for more`() throws {
        try withKeys { store in
            try store.damageFirstPage(of: "authorization_key")
            let clerk = try open(store)
            var refused = 0
            for number in 0..<2000 {
                let name = "new \(number)"
                let answer = try? clerk.authorize(.transfer(1), within: id, named: name, settle: true)
                refused = answer == nil ? refused + 1 : 0
            }
            #expect(refused > 500)
            #expect(throws: Never.self) { try clerk.authorize(.transfer(1), within: id, settle: true) }
        }
    }
}
