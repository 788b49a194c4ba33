import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

@Suite("The row of an authorization that makes no sense") struct DamagedAuthorizationTests {
    @Test(
        arguments: [
            "UPDATE authorization SET debits = x'05'", "UPDATE authorization SET debits = x'000501'",
            "UPDATE authorization SET calls = x'00'", "UPDATE authorization SET meters = x''",
            // These could be, and only the seal is left to tell.
            "UPDATE authorization SET debits = x'000102'", "UPDATE authorization SET seal = seal + 1",
        ])
    func `costs the answers about the authorization`(sql: String) throws {
        try Store.withClosed({ clerk in
            _ = try clerk.reserve(.transfer(1), within: clerk.create(), named: "pay")
        }) { store in
            try store.execute(sql)
            let clerk = Clerk(try store.open())
            clerk.pass(seconds: 3600)
            let id = SessionID(1)
            #expect(throws: LedgerError.self) { try clerk.authorize(.transfer(1), within: id, named: "pay") }
            #expect(throws: LedgerError.self) { try clerk.authorizations(of: id) }
            #expect(try !clerk.maintain().damage.isEmpty)
            #expect(try clerk.session(id).status == .active)
        }
    }

    @Test(
        arguments: [
            "UPDATE authorization SET session = 2 WHERE number < 5",
            "UPDATE authorization SET key_name = 'pax' WHERE number < 5",
            "UPDATE authorization SET content = zeroblob(32), key_name = key_name || 's' WHERE number < 5",
            "DROP TRIGGER authorization_stays; DELETE FROM authorization WHERE number < 5",
        ])
    func `lets nothing be authorized twice by its key`(sql: String) throws {
        let operation = Operation.userOperation(Call(to: .recipient, value: 3), gas: .make(9))
        let id = SessionID(1)
        try Store.withNew { store in
            // Each key stands in a row of keys at once.
            let limits = KeyLimits(generation: 8, run: 1)
            let clerk = Clerk(try SQLiteLedger(path: store.path, rules: LedgerRules(), keyLimits: limits))
            for number: UInt128 in 1...2 { _ = try clerk.answer(.create(.make(freshID: SessionID(number)))) }
            _ = try clerk.reserve(.transfer(1), within: id, named: "pay")
            _ = try clerk.reserve(operation, within: id)
            _ = try clerk.reserve(.transfer(1), within: id, named: "other")
            try clerk.ledger.close()
            clerk.ledger = MemoryLedger()
            try store.execute(sql)
            try store.withClerk { clerk in
                #expect(throws: LedgerError.self) { try clerk.authorize(.transfer(1), within: id, named: "pay") }
                #expect(throws: LedgerError.self) { try clerk.authorize(operation, within: id) }
                #expect(try clerk.session(id).meters.first?.reserved == 5)
                _ = try clerk.reserve(.transfer(1), within: id, named: "other")
                _ = try clerk.reserve(.transfer(1), within: id, named: "new")
            }
        }
    }

    @Test func `without a seal is taken as it is`() throws {
        try Store.withClosed({ clerk in
            _ = try clerk.reserve(.transfer(1), within: clerk.create(), named: "pay")
        }) { store in
            try store.execute("UPDATE authorization SET seal = NULL")
            try store.withClerk { clerk in
                let kept = try #require(try clerk.authorizations(of: SessionID(1)).entries.first)
                #expect(kept.debits.map(\.amount) == [1])
            }
        }
    }

    @Test(arguments: [
        // Forward, to a row that leads back: without an end.
        "UPDATE authorization SET previous = 6 WHERE number = 4", "UPDATE authorization SET previous = number",
        "UPDATE authorization SET previous = 2 WHERE number = 4",
    ])
    func `ends a listing, wherever its chain leads`(sql: String) throws {
        try Store.withClosed({ clerk in
            for number: UInt128 in 1...2 { _ = try clerk.answer(.create(.make(freshID: SessionID(number)))) }
            for name in ["a", "b", "c", "d"] { _ = try clerk.reserve(.transfer(1), within: SessionID(1), named: name) }
            _ = try clerk.reserve(.transfer(1), within: SessionID(2), named: "other")
        }) { store in
            try store.execute("DROP TRIGGER IF EXISTS authorization_stays; \(sql)")
            try store.withClerk { clerk in
                #expect(throws: LedgerError.self) { try clerk.authorizations(of: SessionID(1)) }
            }
        }
    }

    @Test func `without a seal takes no meter twice`() throws {
        try Store.withClosed({ clerk in
            let session = try clerk.create(.make([.nativeTokenTransfer(allowance: 10), .gasLimit(10)]))
            _ = try clerk.reserve(.transfer(7, gas: .make(2)), within: session, named: "pay")
        }) { store in
            // From `native 7, gas 2` to `native 7, native 7`.
            try store.execute(
                "UPDATE authorization SET seal = NULL, "
                    + "debits = CAST(substr(debits, 1, length(debits) / 2) || substr(debits, 1, length(debits) / 2) AS BLOB)"
            )
            let clerk = Clerk(try store.open())
            #expect(throws: LedgerError.self) { try clerk.authorizations(of: SessionID(1)) }
            clerk.pass(seconds: 3600)
            #expect(try !clerk.maintain().damage.isEmpty)
        }
    }

    @Test func `that cannot be settled, for its place among the deadlines, holds up nobody`() throws {
        let second = FakeClock.startSec + LedgerRules().reservationSec
        try Store.withClosed({ clerk in
            let session = try clerk.create()
            for name in ["a", "b"] { _ = try clerk.reserve(.transfer(1), within: session, named: name) }
        }) { store in
            // Of the two that are there, the one that stands further behind came first.
            try store.makeEarlier(by: 1, entry: 1, of: 2, at: second, inIndex: "authorization_by_deadline")
            let clerk = Clerk(try store.open())
            clerk.pass(seconds: 3600)
            #expect(try !clerk.maintain().damage.isEmpty)
            // The other one was settled.
            #expect(try clerk.session(SessionID(1)).meters.first?.spent == 1)
            let next = try clerk.maintain()
            #expect(next.damage.isEmpty && next.nextDeadline == nil)
        }
    }

    @Test func `is not settled beyond what the balance holds`() throws {
        try Store.withClosed({ clerk in
            _ = try clerk.reserve(.transfer(1), within: clerk.create(), named: "pay")
        }) { store in
            try store.execute("UPDATE balance SET debited = spent, seal = NULL")
            let clerk = Clerk(try store.open())
            let authorization = try #require(try clerk.authorizations(of: SessionID(1)).entries.first)
            #expect(throws: LedgerError.self) { try clerk.settle(authorization, as: .success) }
        }
    }
}
