import LedgerSQLite
import SessionKeys
import Testing
import TestSupport

@Suite("A store that is opened again") struct ReopeningTests {
    @Test func `says the same as before`() throws {
        try Store.withNew { store in
            var before: Snapshot?
            try store.withClerk { clerk in
                try clerk.workADay()
                before = try Snapshot(of: clerk.ledger)
                try clerk.ledger.close()
            }
            #expect(try Snapshot(of: store.open()) == before)
            #expect(try Snapshot(of: store.open()) == before)
            #expect(before?.events.count == 14)
        }
    }

    @Test func `says the same although nobody closed it`() throws {
        try Store.withNew { store in
            var before: Snapshot?
            try store.withClerk { clerk in
                try clerk.workADay()
                before = try Snapshot(of: clerk.ledger)
            }
            #expect(try Snapshot(of: store.open()) == before)
        }
    }

    @Test func `says the same after the process was killed`() throws {
        try Store.withNew { store in
            try Store.withNew { copy in
                let clerk = Clerk(try store.open())
                try clerk.workADay()
                // What is in the files at this moment is what a killed process would leave.
                try store.contents.write(to: copy.directory)
                #expect(try Snapshot(of: copy.open()) == Snapshot(of: clerk.ledger))
            }
        }
    }

    @Test func `lacks nothing but the commit that was being written when the power went`() throws {
        try Store.withNew { store in
            try Store.withNew { copy in
                let clerk = Clerk(try store.open())
                try clerk.workADay()
                let before = try Snapshot(of: clerk.ledger)
                let id = try clerk.create()
                var files = try store.contents
                let log = try #require(files.files["ledger.db-wal"])
                files.files["ledger.db-wal"] = log.dropLast(100)
                try files.write(to: copy.directory)
                #expect(try Snapshot(of: copy.open()) == before)
                #expect(try Clerk(copy.open()).answer(.read(.session(id))) == .unknownSession(id))
            }
        }
    }

    @Test func `goes on counting where it stopped`() throws {
        try Store.withNew { store in
            let id = SessionID(5)
            try store.withClerk { clerk in
                _ = try clerk.answer(.create(.make(freshID: id)))
                _ = try clerk.reserve(.transfer(1), within: id)
            }
            try store.withClerk { clerk in
                let next = try clerk.reserve(.transfer(1), within: id)
                #expect(next.id.number == 3)
                #expect(try clerk.events().map(\.sequence) == [1, 2, 3])
                #expect(try clerk.meters(of: id) == [[0, 2, 998]])
                clerk.pass(seconds: 3600)
                #expect(try clerk.maintain().events.count == 2)
            }
        }
    }

    @Test func `knows the keys that were used`() throws {
        try Store.withNew { store in
            let operation = Operation.userOperation(Call(to: .recipient, value: 1))
            var id = SessionID(0)
            var given: [Authorization] = []
            try store.withClerk { clerk in
                id = try clerk.create(.make(), key: "session")
                given = [
                    try clerk.reserve(.transfer(1), within: id, named: "pay"), try clerk.reserve(operation, within: id),
                ]
            }
            try store.withClerk { clerk in
                let again = try clerk.create(.make(), key: "session")
                #expect(again == id)
                #expect(try clerk.authorize(.transfer(1), within: id, named: "pay").authorization() == given[0])
                #expect(try clerk.authorize(operation, within: id).authorization() == given[1])
                #expect(try clerk.authorize(.transfer(2), within: id, named: "pay").denial == .idempotencyConflict)
            }
        }
    }

    @Test func `has an empty log after it was closed`() throws {
        try Store.withNew { store in
            let ledger = try store.open()
            try Clerk(ledger).workADay()
            #expect(try store.contents.files["ledger.db-wal"]?.isEmpty == false)
            try ledger.close()
            #expect(try store.contents.files["ledger.db-wal"]?.isEmpty == true)
        }
    }
}
