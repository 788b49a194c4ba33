import SessionKeys
import Testing
import TestSupport

@testable import LedgerSQLite

/// Where removal may stop, between its steps and within one.
extension RemovalTests {
    @Test(arguments: [1, 7, 64, 256])
    func `is sound after each step, and goes on wherever the process was killed`(limit: Int) throws {
        try Store.withNew { store in
            try withClerk(of: store) { clerk in
                let sessions = try live(clerk)
                _ = try clerk.authorize(.transfer(1), within: sessions.active, settle: true)
                var steps = 0
                var left = Snapshot.Counts(clerk)
                _ = try clerk.removeAllHistory(limit: limit) {
                    steps += 1
                    // Every large step, and one of several small ones.
                    guard steps.isMultiple(of: limit > 60 ? 1 : 60 / limit) else { return }
                    try Store.withNew { copy in
                        try store.contents.write(to: copy.directory)
                        try withClerk(of: copy) { other in
                            other.now = clerk.now
                            #expect(try Snapshot(of: other.ledger) == Snapshot(of: clerk.ledger))
                            _ = try other.removeAllHistory()
                            left = Snapshot.Counts(other)
                            try other.ledger.close()
                        }
                        try expectSound(copy)
                    }
                }
                #expect(Snapshot.Counts(clerk) == left)
                #expect(try clerk.authorizations(of: sessions.ended).entries.isEmpty)
                #expect(try clerk.authorizations(of: sessions.late).entries.isEmpty)
                #expect(try clerk.authorizations(of: sessions.active).entries.count == 71)
                #expect(try clerk.meters(of: sessions.late) == [[70, 0, 0]])
                #expect(
                    try clerk.authorize(.transfer(1), within: sessions.active, named: "pay 3", settle: true)
                        .authorization().id.number == 15)
            }
            try expectSound(store)
        }
    }

    @Test func `starts with it whole where the step failed`() throws {
        try Store.withNew { store in
            try withClerk(of: store) { clerk in
                let sessions = try live(clerk)
                _ = try clerk.authorize(.transfer(1), within: sessions.active, settle: true)
                let before = try Snapshot(of: clerk.ledger)
                try clerk.ledger.close()
                clerk.ledger = MemoryLedger()
                try store.execute(
                    "CREATE TRIGGER fails BEFORE UPDATE ON event_bounds WHEN new.first > 40 BEGIN SELECT raise(ABORT, 'no'); END"
                )
                clerk.ledger = try store.open()
                clerk.ledger.rules = Self.rules
                #expect(throws: LedgerError.self) { try clerk.removeHistory() }
                #expect(try Snapshot(of: clerk.ledger) == before)
            }
        }
    }
}

extension Snapshot {
    /// How much there is of everything.
    fileprivate struct Counts: Equatable {
        let events: Int64
        let authorizations: [Int]

        init(_ clerk: Clerk) {
            events = clerk.ledger.overview.lastEvent - clerk.ledger.overview.firstEvent
            authorizations = ((try? clerk.sessions().entries) ?? []).map {
                (try? clerk.authorizations(of: $0.session.id).entries.count) ?? -1
            }
        }
    }
}
