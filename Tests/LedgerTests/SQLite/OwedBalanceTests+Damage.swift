import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

/// What is damaged of balances that are written later, and whom it concerns.
extension OwedBalanceTests {
    @Test(arguments: [
        "UPDATE authorization SET debits = x'000102' WHERE number = 4",
        "UPDATE authorization SET session = 2 WHERE number = 4",
        "UPDATE authorization SET seal = NULL WHERE number = 4",
        "DELETE FROM authorization WHERE number = 5", "DELETE FROM event WHERE sequence = 1",
        "UPDATE balance_progress SET through = 9", "DELETE FROM balance_progress",
        // As many events follow it as have to, and only the seal is left to tell.
        "UPDATE balance_progress SET through = 5", "UPDATE balance_progress SET seal = seal + 1",
        "UPDATE authorization_key_progress SET through = 5", "DELETE FROM authorization_key_progress",
    ])
    func `are not believed where an authorization is missing, or nobody's`(damage: String) throws {
        try withAbandoned({ clerk in
            try create(2, by: clerk)
            for number: UInt128 in [1, 1, 1, 2] { try reserve(1, within: number, by: clerk) }
        }) { store in
            try store.execute("DROP TRIGGER authorization_stays; DROP TRIGGER event_stays; \(damage)")
            let error = #expect(throws: OpeningError.self) { try open(store) }
            #expect(error?.description.contains("is damaged, and was left as it is") == true)
        }
    }

    @Test(arguments: [
        "UPDATE authorization SET meters = x'00' WHERE number = 4",
        "UPDATE authorization SET previous = NULL WHERE number = 5",
        "UPDATE authorization SET previous_event = 2 WHERE number = 5",
        "UPDATE authorization SET outcome = 'success', settled_sec = 1, settled_debits = x'', settled_meters = x'' "
            + "WHERE number = 4",
        "UPDATE unused_session SET creation_event = 9 WHERE number = 1",
        "UPDATE session SET key_kind = 'rsa' WHERE number = 1",
    ])
    func `of one session that is damaged are the end of that one only, for good`(damage: String) throws {
        try withAbandoned({ clerk in
            try create(2, by: clerk)
            for number: UInt128 in [1, 1, 1, 2] { try reserve(1, within: number, by: clerk) }
        }) { store in
            try store.execute("DROP TRIGGER unused_session_stays_as_it_is; \(damage)", emptyingLog: false)
            for _ in 0..<2 {
                let clerk = Clerk(try open(store))
                try reserve(1, within: 2, by: clerk)
                #expect(throws: LedgerError.self) { try reserve(1, within: 1, by: clerk) }
                #expect(throws: LedgerError.self) { try clerk.session(SessionID(1)) }
            }
            try store.withClerk { clerk in
                // Others' time goes on.
                clerk.pass(seconds: 3600)
                try clerk.maintain()
                #expect(try clerk.session(SessionID(2)).openReservations == 0)
                try clerk.ledger.close()
            }
            #expect(try written(2, in: store) == [0, 8, 11, 7])
            // Whoever mends its rows has not brought back what it had debited.
            try store.execute(
                "UPDATE unused_session SET creation_event = number; UPDATE session SET key_kind = 'secp256k1';"
                    + "UPDATE authorization SET meters = x'', previous = NULL")
            try store.withClerk { clerk throws in
                #expect(throws: LedgerError.self) { try reserve(1, within: 1, by: clerk) }
                try reserve(1, within: 2, by: clerk)
            }
        }
    }

    @Test(arguments: [
        "UPDATE unused_session SET creation_event = 9 WHERE number = 1",
        "UPDATE authorization SET previous = 7 WHERE number = 3",
    ])
    func `of a session that is damaged do not have its deadlines asked for without an end`(damage: String) throws {
        try withAbandoned({ clerk in
            try create(2, by: clerk)
            try reserve(1, within: 1, by: clerk)
        }) { store in
            try store.execute("DROP TRIGGER unused_session_stays_as_it_is; \(damage)", emptyingLog: false)
            let clerk = Clerk(try open(store))
            clerk.pass(seconds: 3600)
            let first = try clerk.maintain()
            #expect(first.events.isEmpty && first.nextDeadline ?? .init(seconds: .max) > clerk.now.now)
            try reserve(1, within: 2, by: clerk)
            clerk.pass(seconds: 3600)
            #expect(try clerk.maintain().events.count == 1)
            #expect(try clerk.maintain().nextDeadline == nil)
        }
    }

    @Test func `that are found to be damaged late do not have their deadlines asked for without an end`() throws {
        try withAbandoned({ try create(2, by: $0) }) { store in
            try store.refuseBalance(slot: 256, emptyingLog: false)
            let clerk = Clerk(try open(store))
            try reserve(1, within: 1, by: clerk)
            clerk.pass(seconds: 1)
            // Its balances do not reach the table.
            for _ in 0..<8 { try reserve(1, within: 2, by: clerk) }
            try clerk.ledger.close()
            clerk.pass(seconds: 3600)
            let step = try clerk.maintain()
            #expect(step.nextDeadline ?? .init(seconds: .max) > clerk.now.now || step.events.count == 8)
            #expect(try clerk.maintain().nextDeadline ?? .init(seconds: .max) > clerk.now.now)
        }
    }

    @Test func `of an event that was removed are in the table before it goes`() throws {
        try Store.withNew { store in
            try withAbandonedHistory(in: store)
            // It is the newest row, whose want nothing else tells.
            try store.execute(
                "DROP TRIGGER authorization_stays; DELETE FROM authorization WHERE number = 2", emptyingLog: false)
            try store.withClerk { clerk throws in
                #expect(try clerk.session(SessionID(1)).meters.first?.spent == 600)
            }
        }
    }

    /// Leaves a store in which what was authorized is older than what is kept.
    private func withAbandonedHistory(in store: Store) throws {
        let clerk = Clerk(try open(store))
        clerk.ledger.rules.retentionSec = 86_400
        try create(1, by: clerk)
        try reserve(600, within: 1, by: clerk, settle: true)
        clerk.pass(seconds: 2 * 86_400)
        _ = try clerk.answer(.create(.make(freshID: SessionID(2))))
        #expect(try clerk.removeAllHistory().events > 0)
    }

    @Test func `of one session that cannot be written at the close keep no others from being written`() throws {
        try withAbandoned({ try create(4, by: $0) }) { store in
            try store.refuseBalance(slot: 256 * 3, emptyingLog: false)
            let clerk = Clerk(try open(store, gathering: 100))
            for number: UInt128 in [1, 2, 3, 4] { try reserve(1, within: number, by: clerk) }
            try clerk.ledger.close()
            clerk.ledger = MemoryLedger()
            #expect(try (1...4).map { try written($0, in: store)[0] } == [1, 1, 0, 1])
            #expect(try through(store) == 8)
        }
    }

    @Test(arguments: [0, 1])
    func `that cannot be written are the end of their session, and of no other's answers`(meter: Int) throws {
        try withAbandoned({ try create(5, by: $0) }) { store in
            try store.refuseBalance(slot: 256 * 3 + Int64(meter), emptyingLog: false)
            let clerk = Clerk(try open(store))
            for number: UInt128 in [1, 2, 3, 4] { try reserve(1, within: number, by: clerk) }
            for _ in 0..<4 { try reserve(1, within: 5, by: clerk) }
            #expect(throws: LedgerError.self) { try reserve(1, within: 3, by: clerk) }
            #expect(throws: LedgerError.self) { try clerk.session(SessionID(3)) }
            clerk.ledger = MemoryLedger()
            #expect(try (1...4).map { try written($0, in: store)[0] } == [1, 1, 0, 1])
            #expect(try through(store) == 9)
            try store.acceptBalances(emptyingLog: false)
            try store.withClerk { clerk throws in
                #expect(throws: LedgerError.self) { try clerk.session(SessionID(3)) }
                #expect(try clerk.session(SessionID(5)).openReservations == 4)
            }
        }
    }
}
