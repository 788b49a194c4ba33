import CSQLite
import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

@Suite("A failure of SQLite") struct FailureTests {
    private func error(_ code: Int32) throws -> LedgerError {
        try Connection(path: ":memory:").error(code, doing: "try")
    }

    @Test(arguments: [SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CONSTRAINT])
    func `of a store that contradicts itself is damage`(code: Int32) throws {
        #expect(try error(code).description.hasPrefix("the store is damaged: try"))
    }

    @Test func `of a full disk says so, and what to do`() throws {
        #expect(try error(SQLITE_FULL).description.hasPrefix("the disk is full, make room on it: try"))
    }

    @Test(arguments: [
        (leash_ioerr_read, "the store cannot be read: try"), (SQLITE_IOERR, "the store cannot write: try"),
    ])
    func `of a disk that fails is no damage, and says where to look`(code: Int32, words: String) throws {
        let description = try error(code).description
        #expect(description.hasPrefix(words) && description.contains("journalctl -k"))
    }

    @Test func `what stands behind a revocation for which there is no room is not done before it`() throws {
        try Store.withNew { store in
            let ledger = try store.open()
            let clerk = Clerk(ledger)
            let sessions = try (0..<300).map { _ in try clerk.create() }
            let pages = try ledger.connection.number("PRAGMA page_count")
            try ledger.connection.execute("PRAGMA max_page_count = \(pages)")
            let operation = clerk.authorization(of: .transfer(1), within: sessions[0])
            let answered = try clerk.commit([
                .revoke(RevokeRequest(.account(.account))), operation, .read(.session(sessions[0])),
            ])
            for answer in answered.answers[..<2] {
                guard case .failure(.full) = answer else {
                    Issue.record("\(answer)")
                    continue
                }
            }
            #expect(answered.events.isEmpty)
            #expect((try? answered.answers[2].get()) != nil)
            // Alone there is room for it.
            #expect((try? clerk.commit([operation]).answers[0].get().authorization()) != nil)
        }
    }

    @Test func `of a full disk is told as that where a session cannot be read either`() throws {
        try Store.withClosed({ clerk in
            for number in 1...400 {
                let definition = SessionDefinition.make(account: number == 1 || number >= 150 ? .account : .make(9))
                let id = SessionID(UInt128(number))
                _ = try clerk.answer(.create(.make(definition, freshID: id)))
                if number >= 150 {
                    _ = try clerk.answer(clerk.authorization(of: .transfer(1), within: id, settle: true))
                }
            }
        }) { store in
            try store.withClerk { clerk throws in
                let ledger = try #require(clerk.ledger as? SQLiteLedger)
                try readAllButUnused(ledger)
                let pages = try ledger.connection.number("PRAGMA page_count")
                try ledger.connection.execute("PRAGMA max_page_count = \(pages)")
                try UnreadableFile.with(store.path) { () throws in
                    let answered = try clerk.commit([.revoke(RevokeRequest(.account(.account)))])
                    guard case .failure(.full) = answered.answers[0] else {
                        Issue.record("\(answered.answers[0])")
                        return
                    }
                }
            }
        }
    }

    @Test(arguments: [
        (LedgerError.full("try"), "the disk is full"), (.cannotRead("try"), "cannot be opened"),
        (.corrupt("try"), "is damaged, and was left as it is"),
    ])
    func `at the start is damage only where the store is damaged`(error: LedgerError, words: String) throws {
        let connection = try Connection(path: ":memory:")
        #expect(Opening.error(error, from: connection, at: "leash.db").description.contains(words))
    }

    @Test func `at the start that lacks a table is damage`() throws {
        try Store.withClosed({ try $0.workADay() }) { store in
            try store.execute("DROP TABLE event_milestone")
            let error = #expect(throws: OpeningError.self) { try store.open() }
            #expect(error?.description.contains("is damaged, and was left as it is") == true)
        }
    }

    /// Has SQLite hold every page in memory but those that say which sessions were never used.
    private func readAllButUnused(_ ledger: SQLiteLedger) throws {
        for table in ["session", "balance", "event", "authorization", "event_milestone", "clock"] {
            #expect(try ledger.connection.number("SELECT 1 FROM pragma_integrity_check('\(table)')") == 1)
        }
    }

    /// A store of 400 sessions, of which the first ones and the last have an account that the others do not have. Only
    /// what says that the last ones were never used cannot be read: the rest is in memory, or in the log.
    /// Afterwards the first one has so many events, and the last one is as it was.
    private func withUnreadableLastSession(events: Int, _ body: (Clerk) throws -> Void) throws {
        try Store.withClosed({ clerk in
            for number in 1...400 {
                let definition = SessionDefinition.make(account: [1, 2, 400].contains(number) ? .account : .make(9))
                _ = try clerk.answer(.create(.make(definition, freshID: SessionID(UInt128(number)))))
            }
        }) { store in
            try store.withClerk { clerk throws in
                let ledger = try #require(clerk.ledger as? SQLiteLedger)
                try readAllButUnused(ledger)
                _ = try clerk.reserve(.transfer(1), within: SessionID(2))
                _ = try clerk.revoke(.session(SessionID(2)))
                try UnreadableFile.with(store.path) { () throws in try body(clerk) }
            }
            try store.withClerk { clerk throws in
                #expect(try Snapshot(of: clerk.ledger).contradictions.isEmpty)
                #expect(try clerk.session(SessionID(400)).status == .active)
                #expect(try clerk.events(of: SessionID(1)).count == events)
            }
        }
    }

    @Test func `of reading one session keeps no other of its account from being revoked, and leaves nothing half done`()
        throws
    {
        try withUnreadableLastSession(events: 2) { clerk throws in
            let revoked = try clerk.revoke(.account(.account)).revokedIDs()
            #expect(revoked == [SessionID(1)])
            #expect(try clerk.session(SessionID(1)).status == .revoked)
            #expect(try clerk.events(of: SessionID(1)).count == 2)
            #expect(throws: LedgerError.self) { try clerk.session(SessionID(400)) }
            // Somebody has to be told.
            #expect(clerk.ledger.takeDamage()?.description.contains("session \(SessionID(400))") == true)
        }
    }

    @Test func `of reading one session keeps no other's ending from being written down`() throws {
        try Store.withClosed({ clerk in
            for number in 1...400 {
                let expires = number <= 20 || number == 400
                let definition = SessionDefinition.make(expirySec: expires ? FakeClock.startSec + 60 : 0)
                _ = try clerk.answer(.create(.make(definition, freshID: SessionID(UInt128(number)))))
            }
        }) { store in
            try store.withClerk { clerk throws in
                let ledger = try #require(clerk.ledger as? SQLiteLedger)
                try readAllButUnused(ledger)
                for number: UInt128 in 1...20 { _ = try clerk.session(SessionID(number)) }
                clerk.pass(seconds: 60)
                #expect(try clerk.maintain().events.count == 21)
                let ended = "SELECT count(*) FROM session WHERE status = 'expired'"
                try UnreadableFile.with(store.path) { () throws in
                    for _ in 0..<3 { try? ledger.post(limit: 16) }
                    #expect(try ledger.connection.number(ended) == 20 && ledger.hasUnposted)
                }
                try ledger.post(limit: 16)
                #expect(try ledger.connection.number(ended) == 21 && !ledger.hasUnposted)
            }
        }
    }

    @Test func `of reading one session that is listed is no failure of what is done beside it`() throws {
        try withUnreadableLastSession(events: 3) { clerk throws in
            let answered = try clerk.commit([
                clerk.authorization(of: .transfer(1), within: SessionID(1)),
                .read(.sessions(SessionFilter(), PageRequest(limit: 1))),
                clerk.authorization(of: .transfer(2), within: SessionID(1)),
                .read(.session(SessionID(400))),
            ])
            #expect(answered.answers.map { (try? $0.get()) != nil } == [true, true, true, false])
            #expect(try clerk.session(SessionID(1)).meters.first?.reserved == 3)
        }
    }
}
