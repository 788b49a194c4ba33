import SessionKeys
import TestSupport
import Testing

@testable import LedgerSQLite

@Suite("Copying a store") struct StoreCopyTests {
    private let mark = StoreMark(0x1234)

    /// Copies to the end, letting something happen after each step.
    private func copy(_ clerk: Clerk, to path: String, between steps: () throws -> Void = {}) throws -> CopyFigures {
        let copy = try clerk.ledger.beginCopy(to: path)
        while try !copy.step() { try steps() }
        return try copy.completion(mark)
    }

    @Test func `a copy opens as a store, with everything in it and a mark of its own`() throws {
        try Store.withNew { store in
            try store.withClerk { clerk in
                try clerk.workADay()
                try clerk.ledger.setMark(StoreMark(1))
                let figures = try copy(clerk, to: store.directory + "/copy.db")
                #expect(figures.lastEvent == clerk.ledger.overview.lastEvent)
                #expect(figures.schemaVersion == Migration.newest)
                let copied = try SQLiteLedger(path: store.directory + "/copy.db", rules: LedgerRules())
                #expect(copied.overview == clerk.ledger.overview)
                #expect(try copied.mark() == mark)
                #expect(try clerk.ledger.mark() == StoreMark(1))
            }
        }
    }

    @Test func `what happens while a copy is made is in the copy`() throws {
        try Store.withNew { store in
            try store.withClerk { clerk in
                let session = try clerk.create(
                    .nativeTokenTransfer(allowance: .maximum), .functionsOnAllContracts([.plainTransfer]))
                for _ in 0..<2000 { _ = try clerk.authorize(.transfer(1), within: session, settle: true) }
                var steps = 0
                let figures = try copy(clerk, to: store.directory + "/copy.db") {
                    steps += 1
                    _ = try clerk.authorize(.transfer(1), within: session, settle: true)
                }
                #expect(steps > 0)
                #expect(figures.lastEvent == clerk.ledger.overview.lastEvent)
                #expect(figures.sessions == 1)
            }
        }
    }

    @Test func `a copy that is let go of leaves the ledger as it is`() throws {
        try Store.withNew { store in
            try store.withClerk { clerk in
                let session = try clerk.create()
                for _ in 0..<500 { _ = try clerk.authorize(.transfer(1), within: session, settle: true) }
                var begun: (any LedgerCopy)? = try clerk.ledger.beginCopy(to: store.directory + "/copy.db")
                _ = try begun?.step()
                begun = nil
                _ = try clerk.authorize(.transfer(1), within: session, settle: true)
                #expect(clerk.ledger.overview.lastEvent == 502)
                try clerk.ledger.close()
            }
        }
    }

    @Test func `a copy that was damaged before it was checked is no copy`() throws {
        try Store.withNew { store in
            try store.withClerk { clerk in
                try clerk.workADay()
                let path = store.directory + "/copy.db"
                let copy = try clerk.ledger.beginCopy(to: path)
                while try !copy.step() {}
                var contents = try store.contents
                let whole = try #require(contents.files["copy.db"])
                contents.files = ["copy.db": whole.dropLast(4096) + [UInt8](repeating: 0xa5, count: 4096)]
                try contents.write(to: store.directory)
                #expect(throws: LedgerError.self) { try copy.completion(mark) }
            }
        }
    }

    @Test func `a store that cannot be read is told as that, and not as a copy that cannot be written`() throws {
        try Store.withClosed({ try $0.workADay() }) { store in
            let ledger = try store.open()
            let copy = try ledger.beginCopy(to: store.directory + "/copy.db")
            try ledger.connection.execute("PRAGMA shrink_memory")
            try UnreadableFile.with(store.path) { () throws in
                let error = #expect(throws: LedgerError.self) { while try !copy.step() {} }
                #expect(error?.description == "the store cannot be read: to copy it: disk I/O error (266)")
            }
        }
    }

    @Test func `a mark is kept, and replaced by the next`() throws {
        try Store.withClosed { clerk in
            #expect(try clerk.ledger.mark() == nil)
            try clerk.ledger.setMark(StoreMark(.max))
        } _: { store in
            let ledger = try store.open()
            #expect(try ledger.mark() == StoreMark(.max))
            try ledger.setMark(mark)
            #expect(try ledger.mark() == mark)
        }
    }
}
