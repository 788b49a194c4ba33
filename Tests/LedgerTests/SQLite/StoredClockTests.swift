import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

@Suite("The clock in the store") struct StoredClockTests {
    private let start = FakeClock().reading

    /// The clocks so much later; the time since boot goes on as the wall clock does unless said otherwise.
    private func reading(_ milliseconds: Int64, sinceBoot: Int64? = nil, boot: UInt128? = nil) -> ClockReading {
        ClockReading(
            wall: Instant(milliseconds: start.wall.milliseconds + milliseconds),
            sinceBoot: start.sinceBoot + (sinceBoot ?? milliseconds), boot: boot ?? start.boot)
    }

    /// Has one request answered at the time that a reading shows.
    private func commit(_ request: Request, at reading: ClockReading, by clerk: Clerk) throws {
        let answered = try clerk.ledger.commit([request], at: Moment(reading.wall), clock: reading)
        _ = try #require(answered.answers.first).get()
        #expect(clerk.ledger.keptClock == reading)
    }

    /// Grants a session at the start, and authorizes at each of the readings; the process ends in the midst of its
    /// work.
    private func authorize(at readings: [ClockReading], in store: Store) throws {
        let clerk = Clerk(try SQLiteLedger(path: store.path, rules: LedgerRules()))
        let creation = CreateRequest.make(.make(), freshID: SessionID(1))
        try commit(.create(creation), at: start, by: clerk)
        for reading in readings {
            try commit(clerk.authorization(of: .transfer(1), within: SessionID(1)), at: reading, by: clerk)
        }
    }

    private func row(in store: Store) throws -> Int64 {
        let connection = try Connection(path: store.path)
        connection.checkpointsOnClose = false
        return try connection.number("SELECT wall_ms FROM clock") - start.wall.milliseconds
    }

    private func kept(by store: Store) throws -> ClockReading? {
        try SQLiteLedger(path: store.path, rules: LedgerRules()).keptClock
    }

    @Test func `is told by authorizations, and written down once a second`() throws {
        for (times, expected) in [([0], 0), ([1, 300, 999], 0), ([300, 1000], 1000), ([999, 1300, 2299], 1300)] {
            try Store.withNew { store in
                let readings = times.map { reading(Int64($0)) }
                try authorize(at: readings, in: store)
                #expect(try row(in: store) == Int64(expected), "\(times)")
                #expect(try kept(by: store) == readings.last, "\(times)")
            }
        }
    }

    @Test func `is written down where an authorization does not tell all of it`() throws {
        let others = [
            reading(20, boot: start.boot + 1), reading(20, sinceBoot: 1000), reading(20, sinceBoot: -1),
        ]
        for other in others {
            try Store.withNew { store in
                try authorize(at: [reading(10), other], in: store)
                #expect(try row(in: store) == 20, "\(other)")
                #expect(try kept(by: store) == other, "\(other)")
            }
        }
    }

    @Test func `is written down with whatever is no authorization`() throws {
        try Store.withNew { store in
            try authorize(at: [reading(10)], in: store)
            let clerk = Clerk(try SQLiteLedger(path: store.path, rules: LedgerRules()))
            let revocation = Request.revoke(RevokeRequest(.session(SessionID(1))))
            try commit(revocation, at: reading(20), by: clerk)
            try clerk.ledger.keep(reading(30))
            #expect(clerk.ledger.keptClock == reading(30))
        }
    }

    @Test(arguments: [
        "wall_ms = -1", "since_boot_ms = -1", "wall_ms = \(Int64.min)", "wall_ms = \(Int64.max), seal = NULL",
        "wall_ms = wall_ms + 1", "since_boot_ms = 0",
    ])
    func `refuses the store where no clock can have shown it`(damage: String) throws {
        try Store.withNew { store in
            try authorize(at: [], in: store)
            try store.execute("UPDATE clock SET \(damage)")
            let error = #expect(throws: OpeningError.self) { try kept(by: store) }
            #expect(error?.description.contains("the clock's row") == true, "\(String(describing: error))")
        }
    }

    @Test(arguments: [0, 500, 1000] as [Int64])
    func `may stand where it cannot go on`(milliseconds: Int64) throws {
        try Store.withNew { store in
            try authorize(at: [reading(10)], in: store)
            try store.execute("UPDATE clock SET since_boot_ms = \(Int64.max - milliseconds), seal = NULL")
            #expect(try kept(by: store)?.sinceBoot ?? 0 >= Int64.max - milliseconds)
        }
    }

    @Test func `is not told by an authorization that is further ahead than any that was written`() throws {
        for (milliseconds, expected) in [(999, 999), (1000, 0), (1 << 60, 0)] as [(Int64, Int64)] {
            try Store.withNew { store in
                try authorize(at: [reading(10)], in: store)
                try store.execute("UPDATE authorization SET time_ms = \(start.wall.milliseconds + milliseconds)")
                #expect(try kept(by: store) == reading(expected), "\(milliseconds)")
            }
        }
    }
}
