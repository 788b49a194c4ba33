import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("A row that makes no sense") struct DamagedRowTests {
    @Test(
        arguments: [
            "UPDATE session SET permissions = x'09' WHERE number = 1",
            "UPDATE session SET permissions = x'01' WHERE number = 1",
            "UPDATE session SET permissions = x'0121ff' WHERE number = 1",
            "UPDATE session SET key_kind = 'rsa' WHERE number = 1",
            "DELETE FROM balance WHERE slot = 256", "DELETE FROM balance WHERE slot BETWEEN 256 AND 511",
            "INSERT INTO balance (slot, allowance, spent, debited) SELECT 257, allowance, spent, debited FROM balance WHERE slot = 256",
            "UPDATE balance SET debited = x'\(String(repeating: "f", count: 64))' WHERE slot = 256",
            // These keep to every rule, and only the seal is left to tell.
            "UPDATE balance SET debited = x'\(String(repeating: "0", count: 63))1' WHERE slot = 256",
            "UPDATE balance SET seal = seal + 1 WHERE slot = 256",
            "UPDATE balance SET last_authorization = 2 WHERE slot = 256",
            "UPDATE balance SET events = 1 WHERE slot = 256",
            "UPDATE balance SET open_reservations = 0 WHERE slot = 256",
            "UPDATE session SET expiry_sec = expiry_sec + 1 WHERE number = 1",
            "UPDATE session SET not_before_sec = 1 WHERE number = 1",
            "UPDATE session SET chain_id = 2 WHERE number = 1",
            "UPDATE session SET account = randomblob(20) WHERE number = 1",
            "UPDATE session SET permissions = CAST(permissions || x'04\(String(repeating: "01", count: 20))' AS BLOB) "
                + "WHERE number = 1",
            "UPDATE session SET seal = seal + 1 WHERE number = 1",
        ])
    func `costs the answers of its session, and of no other`(sql: String) throws {
        try expectDamageOfFirst(by: sql) { clerk in
            for number: UInt128 in 1...2 { _ = try clerk.reserve(.transfer(2), within: SessionID(number)) }
        }
    }

    @Test(
        arguments: [
            "DELETE FROM unused_session WHERE number = 1", "UPDATE unused_session SET seal = seal + 1 WHERE number = 1",
            "UPDATE unused_session SET creation_event = 2 WHERE number = 1",
            "DELETE FROM unused_session WHERE number = 1; INSERT INTO unused_session SELECT 1, creation_event, seal FROM unused_session",
            "UPDATE session SET status = 'revoked', ended_sec = 1 WHERE number = 1",
        ])
    func `of a session that was never used costs its answers, and no other's`(sql: String) throws {
        try expectDamageOfFirst(by: "DROP TRIGGER unused_session_stays_as_it_is; \(sql)") { _ in }
    }

    @Test func `that is gone with what was spent does not give it back`() throws {
        try expectDamageOfFirst(by: "DELETE FROM balance WHERE slot / 256 = 1") { clerk in
            _ = try clerk.reserve(.transfer(2), within: SessionID(1))
        }
    }

    /// Expects that damage to the first of two sessions, of which something has become, is the end of its answers.
    private func expectDamageOfFirst(by sql: String, work: (Clerk) throws -> Void) throws {
        try Store.withClosed({ clerk in
            for number: UInt128 in 1...2 { _ = try clerk.answer(.create(.make(freshID: SessionID(number)))) }
            try work(clerk)
        }) { store in
            try store.execute("PRAGMA ignore_check_constraints = ON; \(sql)")
            let clerk = Clerk(try store.open())
            let answered = try clerk.commit([
                clerk.authorization(of: .transfer(1), within: SessionID(1)),
                clerk.authorization(of: .transfer(1), within: SessionID(2)),
                .read(.session(SessionID(1))), .read(.sessions(SessionFilter(), PageRequest(limit: 9))),
            ])
            for answer in [answered.answers[0], answered.answers[2]] {
                guard case .failure(.corrupt) = answer else {
                    Issue.record("not refused as damaged: \(answer)")
                    continue
                }
            }
            _ = try answered.answers[1].get().authorization()
            guard case .sessions(let page) = try answered.answers[3].get() else {
                Issue.record("no listing: \(answered.answers[3])")
                return
            }
            #expect(page.entries.map { $0.record?.session.id } == [SessionID(2), nil])
            #expect(page.entries.map(\.damagedID) == [nil, SessionID(1)])
        }
    }

    @Test func `is that of a balance at its own place, though another session's is as right`() throws {
        try Store.withClosed({ clerk in
            for number: UInt128 in 1...2 {
                _ = try clerk.answer(.create(.make(freshID: SessionID(number))))
                _ = try clerk.reserve(.transfer(1), within: SessionID(number), named: "pay")
            }
        }) { store in
            try store.execute("DELETE FROM balance WHERE slot = 256; UPDATE balance SET slot = 256 WHERE slot = 512")
            try store.withClerk { clerk in
                #expect(throws: LedgerError.self) { try clerk.session(SessionID(1)) }
                #expect(throws: LedgerError.self) { try clerk.reserve(.transfer(1), within: SessionID(1)) }
            }
        }
    }

    @Test func `that is gone while its session is in memory is not told as a session that nobody knows`() throws {
        try Store.withNew { store in
            let ledger = try store.open()
            let clerk = Clerk(ledger)
            let id = try clerk.create()
            try ledger.connection.execute("DROP TRIGGER session_stays; DELETE FROM session")
            let error = #expect(throws: LedgerError.self) { try clerk.answer(.read(.session(id))) }
            #expect(error == .corrupt("the row of session \(id) is not found by its id"))
        }
    }

    @Test func `that earlier versions put to a balance fits`() throws {
        try Store.withClosed({ clerk in
            _ = try clerk.answer(.create(.make(freshID: SessionID(1))))
            _ = try clerk.reserve(.transfer(1), within: SessionID(1), named: "pay")
        }) { store in
            var seal = Int64(0)
            try store.withClerk { clerk in
                let meter = try #require(try clerk.session(SessionID(1)).meters.first)
                let kept = Meter(
                    kind: meter.kind, permission: 0, allowance: meter.allowance, spent: meter.spent,
                    reserved: meter.reserved)
                seal = Seal.of(try #require(kept), slot: nil)
            }
            try store.execute("UPDATE balance SET seal = \(seal) WHERE slot = 256")
            try store.withClerk { clerk in
                let meters = try clerk.session(SessionID(1)).meters
                #expect(meters.first?.reserved == 1)
            }
        }
    }

    @Test func `what no seal was put to yet is taken as it is, and a balance is sealed when it changes`() throws {
        try Store.withClosed({ clerk in
            _ = try clerk.answer(.create(.make(freshID: SessionID(1))))
            _ = try clerk.reserve(.transfer(1), within: SessionID(1))
        }) { store in
            try store.execute("UPDATE balance SET seal = NULL, tally_seal = NULL; UPDATE session SET seal = NULL")
            try store.withClerk { clerk in
                _ = try clerk.reserve(.transfer(1), within: SessionID(1), named: "pay")
                try clerk.ledger.close()
            }
            #expect(
                try Connection(path: store.path).number(
                    "SELECT count(*) FROM balance WHERE seal IS NULL OR tally_seal IS NULL") == 0)
            try store.withClerk { clerk in
                let meters = try clerk.session(SessionID(1)).meters
                #expect(meters.first?.reserved == 2)
            }
        }
    }

    @Test(arguments: [
        "UPDATE authorization SET seal = seal + 1 WHERE session = 1",
        "UPDATE session SET seal = seal + 1 WHERE number = 1",
        "UPDATE balance SET seal = seal + 1 WHERE slot = 256", "UPDATE balance SET tally_seal = 0 WHERE slot = 256",
        // What the balance has is less than what was reserved, and no seal is there to tell.
        "UPDATE balance SET debited = spent, seal = NULL WHERE slot = 256",
        "UPDATE balance SET open_reservations = 0, tally_seal = NULL WHERE slot = 256",
    ])
    func `keeps nobody else from ending, and no reservation from running out`(damage: String) throws {
        try Store.withClosed({ clerk in
            for number in 1...3 {
                let definition = SessionDefinition.make(expirySec: FakeClock.startSec + 7200)
                _ = try clerk.answer(.create(.make(definition, freshID: SessionID(UInt128(number)))))
                _ = try clerk.reserve(.transfer(1), within: SessionID(UInt128(number)))
            }
        }) { store in
            try store.execute(damage)
            let clerk = Clerk(try store.open())
            clerk.pass(seconds: 3600)
            let step = try clerk.maintain()
            #expect(!step.damage.isEmpty && step.events.map(\.session) == [SessionID(2), SessionID(3)])
            #expect(step.nextDeadline ?? clerk.now.now > clerk.now.now)
            clerk.pass(seconds: 3600)
            let ended = try clerk.maintain().events.filter { $0.body.type == .sessionExpired }.map(\.session)
            #expect(ended.suffix(2) == [SessionID(2), SessionID(3)])
            #expect(try clerk.maintain().nextDeadline == nil)
        }
    }

    @Test func `keeps no other of its account from being revoked`() throws {
        try Store.withClosed({ clerk in
            for number in 1...4 { _ = try clerk.answer(.create(.make(freshID: SessionID(UInt128(number))))) }
        }) { store in
            try store.execute("UPDATE session SET seal = seal + 1 WHERE number IN (2, 4)")
            let clerk = Clerk(try store.open())
            #expect(try clerk.revoke(.account(.account)) == .revoked([SessionID(1), SessionID(3)]))
            for number: UInt128 in [2, 4] {
                #expect(clerk.ledger.takeDamage()?.description.contains("\(SessionID(number))") == true)
            }
            #expect(clerk.ledger.takeDamage() == nil)
            #expect(throws: LedgerError.self) { try clerk.reserve(.transfer(1), within: SessionID(2)) }
        }
    }

    @Test func `of an event that is missing is not passed over`() throws {
        try Store.withClosed({ clerk in
            let id = try clerk.create()
            for _ in 0..<3 { _ = try clerk.settle(clerk.reserve(.transfer(1), within: id), as: .success) }
        }) { store in
            try store.execute("DELETE FROM event WHERE sequence = 3")
            let clerk = Clerk(try store.open())
            #expect(throws: LedgerError.self) { try clerk.events() }
            #expect(throws: LedgerError.self) { try clerk.events(of: SessionID(1)) }
            #expect(try clerk.events(after: 3).map(\.sequence) == [4, 5, 6, 7])
        }
    }

    @Test func `of a session, with a number that none can have, keeps the store from opening`() throws {
        try Store.withClosed({ _ = try $0.create() }) { store in
            try store.execute("UPDATE session SET number = \(Int64.max)")
            #expect(throws: OpeningError.self) { try store.open() }
        }
    }
}
