import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("Balances that are written later") struct OwedBalanceTests {
    func open(_ store: Store, gathering sessions: Int = 4) throws -> SQLiteLedger {
        let limits = OwedLimits(sessions: sessions, events: 1000, together: 2)
        return try SQLiteLedger(path: store.path, rules: LedgerRules(), owedLimits: limits)
    }

    /// Runs the body with a store whose process ended in the midst of its work.
    func withAbandoned(_ work: (Clerk) throws -> Void, _ body: (Store) throws -> Void) throws {
        try Store.withNew { store in
            try work(Clerk(open(store)))
            try body(store)
        }
    }

    /// Sessions with two meters, as every transfer says how much gas it takes.
    func create(_ count: Int, by clerk: Clerk, allowance: Amount = 1000) throws {
        for number in 1...count {
            let definition = SessionDefinition.make([
                .nativeTokenTransfer(allowance: allowance), .gasLimit(1_000_000),
                .functionsOnAllContracts([.plainTransfer]),
            ])
            _ = try clerk.answer(.create(.make(definition, freshID: SessionID(UInt128(number)))))
        }
    }

    func reserve(_ amount: Amount, within number: UInt128, by clerk: Clerk, settle: Bool = false) throws {
        let transfer = Operation.transfer(amount, gas: .make(7))
        _ = try clerk.authorize(transfer, within: SessionID(number), settle: settle).authorization()
    }

    /// Reserves so often, and lets the ledger go.
    func reserve(_ times: Int, within number: UInt128, on ledger: SQLiteLedger) throws {
        let clerk = Clerk(ledger)
        for _ in 0..<times { try reserve(1, within: number, by: clerk) }
    }

    /// What the table has of a session.
    func written(_ number: Int64, in store: Store) throws -> [Int64] {
        let connection = try Connection(path: store.path)
        connection.checkpointsOnClose = false
        return try connection.prepare(
            "SELECT open_reservations, last_authorization, last_event, events FROM balance WHERE slot = 256 * \(number) "
                + "UNION ALL SELECT 0, 0, creation_event, 1 FROM unused_session WHERE number = \(number)"
        ).first { row throws(LedgerError) in (0..<4).map { row.optionalInteger($0) ?? 0 } } ?? []
    }

    func through(_ store: Store) throws -> Int64 {
        let connection = try Connection(path: store.path)
        connection.checkpointsOnClose = false
        return try connection.number("SELECT through FROM balance_progress")
    }

    @Test func `are counted again from their authorizations, and written at the end`() throws {
        var expected: Snapshot?
        try withAbandoned({ clerk in
            try create(2, by: clerk)
            for amount: Amount in [1, 20, 300] {
                try reserve(amount, within: 1, by: clerk)
                try reserve(amount, within: 2, by: clerk, settle: amount == 20)
            }
            expected = try Snapshot(of: clerk.ledger)
        }) { store in
            #expect(try written(1, in: store) == [0, 0, 1, 1])
            #expect(try through(store) == 0)
            for _ in 0..<2 {
                try store.withClerk { clerk throws in
                    #expect(try Snapshot(of: clerk.ledger) == expected)
                    #expect(try clerk.session(SessionID(2)).meters.map(\.spent) == [20, 7])
                    let tooMuch = try clerk.authorize(.transfer(680, gas: .make(7)), within: SessionID(1))
                    #expect(tooMuch.denial == .nativeAllowanceExceeded)
                }
            }
            try store.withClerk { try $0.ledger.close() }
            #expect(try written(1, in: store) == [3, 7, 7, 4])
            #expect(try written(2, in: store) == [2, 8, 8, 4])
            #expect(try through(store) == 8)
            try store.withClerk { clerk throws in #expect(try Snapshot(of: clerk.ledger) == expected) }
        }
    }

    @Test func `are written at once with what their authorizations do not tell`() throws {
        try withAbandoned({ clerk in
            try create(3, by: clerk, allowance: 10)
            let first = try clerk.reserve(.transfer(1, gas: .make(7)), within: SessionID(1), named: "pay")
            try reserve(2, within: 1, by: clerk)
            _ = try clerk.settle(first, as: .dropped)
            try reserve(3, within: 2, by: clerk)
            _ = try clerk.revoke(.session(SessionID(2)))
            try reserve(10, within: 3, by: clerk, settle: true)
        }) { store in
            #expect(try written(1, in: store) == [1, 5, 6, 4])
            #expect(try written(2, in: store) == [1, 7, 8, 3])
            #expect(try written(3, in: store) == [0, 9, 10, 3])
            #expect(try through(store) == 0)
            try store.withClerk { clerk throws in
                #expect(try clerk.session(SessionID(1)).meters.map(\.reserved) == [2, 7])
                #expect(try (1...3).map { try clerk.session(SessionID($0)).status } == [.active, .revoked, .exhausted])
            }
        }
    }

    @Test func `move to the table once enough have gathered, a few with each transaction`() throws {
        try withAbandoned({ clerk in
            try create(4, by: clerk)
            for number: UInt128 in [4, 3, 2, 1] { try reserve(1, within: number, by: clerk) }
        }) { store in
            #expect(try (1...4).map { try written($0, in: store)[0] } == [0, 0, 0, 0])
            try reserve(2, within: 4, on: open(store))
            #expect(try (1...4).map { try written($0, in: store)[0] } == [1, 1, 0, 0])
            #expect(try through(store) == 0)
            try reserve(5, within: 4, on: open(store, gathering: 2))
            // Each moves as it stands by then.
            #expect(try (1...4).map { try written($0, in: store)[0] } == [1, 1, 1, 5])
            #expect(try through(store) == 10)
            try store.withClerk { clerk throws in #expect(try clerk.session(SessionID(4)).openReservations == 8) }
        }
    }

    @Test func `are what they were where a transaction fails, however it was to be written`() throws {
        try withAbandoned({ clerk in
            try create(6, by: clerk)
            for number: UInt128 in 1...4 { try reserve(1, within: number, by: clerk) }
        }) { store in
            try store.execute(
                """
                CREATE TRIGGER refused BEFORE INSERT ON authorization WHEN new.session = 6
                BEGIN SELECT raise(ABORT, 'refused'); END
                """, emptyingLog: false)
            let (clerk, memory) = (Clerk(try open(store)), Clerk(MemoryLedger()))
            try create(6, by: memory)
            for number: UInt128 in 1...4 { try reserve(1, within: number, by: memory) }
            for round in 0..<6 {
                // Each batch fails as a whole, and then goes one by one.
                let numbers: [UInt128] = [1, 2, 5, 6, 1]
                let answered = try clerk.commit(
                    numbers.map { clerk.authorization(of: .transfer(2, gas: .make(7)), within: SessionID($0)) })
                #expect(answered.answers.map { (try? $0.get()) != nil } == [true, true, true, false, true], "\(round)")
                for number in numbers where number != 6 { try reserve(2, within: number, by: memory) }
                #expect(try clerk.meters(of: 1...6) == memory.meters(of: 1...6))
            }
            clerk.ledger = MemoryLedger()
            try store.withClerk { clerk throws in #expect(try clerk.meters(of: 1...6) == memory.meters(of: 1...6)) }
        }
    }

    @Test func `stay owed where a session was written, forgotten and read again before a transaction failed`() throws {
        try withAbandoned({ clerk in
            try create(4, by: clerk)
            try reserve(5, within: 1, by: clerk)
            try reserve(6, within: 1, by: clerk)
        }) { store in
            try store.execute(
                """
                CREATE TRIGGER refused BEFORE INSERT ON authorization WHEN new.session = 4
                BEGIN SELECT raise(ABORT, 'refused'); END
                """, emptyingLog: false)
            let clerk = Clerk(try SQLiteLedger(path: store.path, rules: LedgerRules(), sessionsInMemory: 1))
            let first = try #require(try clerk.authorizations(of: SessionID(1)).entries.last)
            let answered = try clerk.commit([
                .settle(SettleRequest(authorization: first.id, outcome: .dropped)),
                .read(.session(SessionID(2))), .read(.session(SessionID(3))),
                clerk.authorization(of: .transfer(7, gas: .make(1)), within: SessionID(1)),
                clerk.authorization(of: .transfer(1, gas: .make(1)), within: SessionID(4)),
            ])
            #expect(answered.answers.map { (try? $0.get()) != nil } == [true, true, true, true, false])
            #expect(try clerk.session(SessionID(1)).meters.map(\.reserved) == [13, 8])
            clerk.ledger = MemoryLedger()
            try store.withClerk { clerk throws in
                #expect(try clerk.session(SessionID(1)).meters.map(\.reserved) == [13, 8])
            }
        }
    }

    @Test func `move on however many other transactions fail`() throws {
        try withAbandoned({ clerk in
            try create(5, by: clerk)
            for number: UInt128 in 1...4 { try reserve(1, within: number, by: clerk) }
        }) { store in
            try store.execute("UPDATE session SET key_kind = 'rsa' WHERE number = 5", emptyingLog: false)
            let clerk = Clerk(try open(store))
            for _ in 0..<6 {
                try reserve(1, within: 1, by: clerk)
                #expect(throws: LedgerError.self) { try clerk.session(SessionID(5)) }
            }
            clerk.ledger = MemoryLedger()
            #expect(try (1...4).map { try written($0, in: store)[0] } == [3, 1, 1, 1])
            #expect(try through(store) == 9)
        }
    }
}

extension Clerk {
    fileprivate func meters(of numbers: ClosedRange<UInt128>) throws -> [[Meter]] {
        try numbers.map { try session(SessionID($0)).meters }
    }
}
